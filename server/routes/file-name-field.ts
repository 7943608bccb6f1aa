/**
 * The file's name in a `Content-Disposition` field, as RFC 6266 has it: `filename*` in UTF-8 before `filename`;
 * undefined where none is told.
 */
export function fileNameOf(field: string): string | undefined {
  const encoded = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(field)?.[1]
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded)
    } catch {
      // What is not encoded well may be told once more, plainly.
    }
  }
  const [, quoted, token] = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(field) ?? []
  return quoted?.replace(/\\(.)/g, '$1') ?? token
}

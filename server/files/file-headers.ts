import type { StoredFile } from '../../db/files.ts'

/**
 * What a browser may show by itself: pictures, sound and films that cannot hold a script. Everything else is
 * saved, SVG too: as a picture in a page it is harmless and shown, as a page of its own it would be a page.
 */
const SHOWN = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/mp4',
  'audio/x-m4a',
  'audio/x-flac',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
])

/** True for what is shown in the browser, false for what it saves. */
export function isShown(type: string): boolean {
  return SHOWN.has(type)
}

/** Nothing of an uploaded file runs, whatever a browser takes it for; an SVG may colour itself. */
export const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The headers of a file's answer. Its bytes never change, so that whoever has them need not ask again. */
export function fileHeaders({ type, name, hash }: StoredFile): Record<string, string> {
  return {
    'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'Content-Disposition': disposition(isShown(type) ? 'inline' : 'attachment', name),
    'Content-Security-Policy': FILE_POLICY,
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: `"${hash.slice(0, 32)}"`,
  }
}

/** RFC 6266: the name in ASCII for old programs, and by RFC 8187 as it is. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7E]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** The title in the properties of a Word file; '' where there is none. */
export function wordTitle(parts: ReadonlyMap<string, Buffer>): string {
  const properties = parts.get('docProps/core.xml')?.toString('utf8') ?? ''
  const written = /<dc:title(?:\s[^>]*)?>([^<]*)<\/dc:title>/.exec(properties.slice(0, LIMIT))?.[1] ?? ''
  return written
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, decimal) =>
      character(hex ? `0x${hex}` : decimal),
    )
    .replace(/&(lt|gt|quot|apos);/g, (_, name: string) => NAMED[name] ?? '')
    .replaceAll('&amp;', '&')
}

const LIMIT = 20_000
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" }

function character(number: string): string {
  const code = Number(number)
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code)
}

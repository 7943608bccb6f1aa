import { Parser } from 'htmlparser2'
import { UnreadableFile } from './unreadable-file.ts'

const MAX_NESTING = 500

/** Elements that have no content, of which a slash at the end says nothing. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i
const EMPTY_TAG = /<([a-z][\w:.-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'))?)*)\s*\/>/gi

/**
 * Throws UnreadableFile where elements nest in a way that no program writes. Counts what the parser opens and closes,
 * which is what its tree is made of: comments, scripts and what ends by itself are none of it.
 */
export function demandShallow(html: string): void {
  let depth = 0
  const parser = new Parser({
    onopentag() {
      depth += 1
      if (depth > MAX_NESTING) throw new UnreadableFile('its elements nest too deeply')
    },
    onclosetag() {
      depth -= 1
    },
  })
  parser.write(html)
  parser.end()
}

/** XHTML, as e-books have it, closes an element where it opens, which HTML does not know: `<a id="p1"/>`. */
export function closedAsXml(html: string): string {
  if (!/^\s*<\?xml\s/.test(html)) return html
  return html.replace(EMPTY_TAG, (tag, name: string, attributes: string) =>
    VOID.test(name) ? tag : `<${name}${attributes}></${name}>`,
  )
}

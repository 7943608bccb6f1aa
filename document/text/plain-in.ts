import type { Node } from 'prosemirror-model'
import { schema } from '../schema/schema.ts'

const TITLE_LIMIT = 200

/**
 * Reads plain text as a whole document. Empty lines part paragraphs, and a line's end inside one is a hard
 * break. A first line of at most 200 characters with an empty line below it is the title. What is not
 * well-formed UTF-16 becomes U+FFFD.
 */
export function parsePlainText(text: string): Node {
  const { doc, title, paragraph } = schema.nodes
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
    .split(/\r\n|[\r\n\u2028\u2029]/)
  const [first = '', second] = lines
  const isTitled = first.trim() !== '' && first.length <= TITLE_LIMIT && second?.trim() === ''
  const paragraphs: string[][] = []
  let isOpen = false
  for (const line of isTitled ? lines.slice(1) : lines) {
    if (line.trim() === '') isOpen = false
    else if (isOpen) paragraphs.at(-1)?.push(line)
    else {
      paragraphs.push([line])
      isOpen = true
    }
  }
  const blocks = paragraphs.map((part) => paragraph.create(null, withBreaks(part)))
  const name = isTitled ? schema.text(first.trim()) : null
  return doc.create(null, [title.create(null, name), ...(blocks.length > 0 ? blocks : [paragraph.create()])])
}

function withBreaks(lines: readonly string[]): Node[] {
  return lines.flatMap((line, index) =>
    index === 0 ? [schema.text(line)] : [schema.nodes.hard_break.create(), schema.text(line)],
  )
}

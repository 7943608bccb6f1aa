import type { Node } from 'prosemirror-model'
import { schema } from '../schema/schema.ts'
import { keepLines } from './kept-lines.ts'
import type { TreeReader } from './markdown-html-blocks.ts'
import { parseMarkdownLines } from './markdown-in.ts'
import { isMarkdown } from './markdown-signs.ts'
import { blocksOfLines } from './typed-lists.ts'

/**
 * Plain text as a whole document, in which each of its lines is a line: Markdown where it is written in that (a leading
 * `# heading` is the title), else lines and the lists among them, letter by letter as they are. Undefined when it is
 * plain lines only. HTML in Markdown is read where `readTree` can parse it, and stays text elsewhere.
 */
export function readPastedText(text: string, readTree?: TreeReader): Node | undefined {
  const plain = text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').replace(/\r\n?|[\u2028\u2029]/g, '\n')
  if (isMarkdown(plain)) return parseMarkdownLines(keepLines(plain), readTree)
  const { doc, title, paragraph } = schema.nodes
  const blocks = blocksOfLines(plain.replace(/\n$/, '').split('\n'), (line) =>
    paragraph.create(null, line ? schema.text(line) : null),
  )
  const isPlain = blocks.every(({ type }) => type === paragraph)
  return isPlain ? undefined : doc.create(null, [title.create(), ...blocks])
}

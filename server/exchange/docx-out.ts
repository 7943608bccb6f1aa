import { Document, Packer, type ParagraphChild } from 'docx'
import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import type { Picture } from './convert-jobs.ts'
import { blocksOf } from './docx-blocks.ts'
import { createNumbering } from './docx-numbering.ts'
import { CHARACTER_STYLES, DEFAULT_STYLES, PARAGRAPH_STYLES } from './docx-styles.ts'

/** What writing a file of Word needs beside the document. */
export interface DocxOptions {
  /** The origin before addresses of this server. */
  readonly base: string
  /** Pictures that go into the file, by their address in the document. */
  readonly pictures: ReadonlyMap<string, Picture>
}

/** What a block is written in. */
export interface DocxContext extends DocxOptions {
  readonly numbering: ReturnType<typeof createNumbering>
}

/** A document as a file of Word. Headings, lists and tables are Word's own, so that they can be worked with. */
export async function writeDocx(doc: Node, options: DocxOptions): Promise<Uint8Array> {
  const context: DocxContext = { ...options, numbering: createNumbering() }
  const [title, ...blocks] = doc.children
  const children = [
    ...(title && title.content.size > 0 ? blocksOf(title, context, {}) : []),
    ...blocks.flatMap((block) => blocksOf(block, context, {})),
  ]
  const file = new Document({
    title: titleOf(doc),
    styles: {
      default: DEFAULT_STYLES,
      characterStyles: CHARACTER_STYLES,
      paragraphStyles: PARAGRAPH_STYLES,
    },
    numbering: { config: context.numbering.config() },
    sections: [{ children }],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** What stands in a line of a Word paragraph. */
export type Inline = ParagraphChild

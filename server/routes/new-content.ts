import type { Node } from 'prosemirror-model'
import type { PostDocument } from '../../document/protocol/documents.ts'
import { isWellFormed } from '../../document/schema/attributes.ts'
import { findFault, MAX_DOCUMENT_SIZE } from '../../document/schema/document-checks.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { Refusal } from '../refusal.ts'

/**
 * What a new document starts with; undefined for an empty one. A title given by itself takes the place of the
 * text's own. Refuses with `document-too-large`, or `invalid-request` for what no document may hold.
 */
export function readContent({ title, markdown }: PostDocument): Node | undefined {
  if (title === undefined && markdown === undefined) return undefined
  const written = markdown === undefined ? emptyDocument() : parseMarkdown(markdown)
  const content = title === undefined ? written : withTitle(written, title)
  if (content.content.size > MAX_DOCUMENT_SIZE) throw new Refusal('document-too-large')
  const fault = findFault(content)
  if (fault) throw new Refusal('invalid-request', { reason: fault })
  return content
}

/** The document under another title, made one line. Refuses one that is not well-formed with `invalid-request`. */
export function withTitle(doc: Node, title: string): Node {
  if (!isWellFormed(title)) throw new Refusal('invalid-request', { reason: 'title: a lone surrogate' })
  const line = title.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const node = schema.nodes.title.create(null, line ? schema.text(line) : null)
  return doc.copy(doc.content.replaceChild(0, node))
}

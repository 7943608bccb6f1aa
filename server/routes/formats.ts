import type { LoggedDocument, Version } from '../../db/document-log.ts'
import type { DocumentSnapshot } from '../../document/protocol/documents.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { titleOf } from '../../document/schema/schema.ts'
import { escapeText } from '../../document/text/escape.ts'
import { toHtml } from '../../document/text/html-out.ts'
import { toMarkdown } from '../../document/text/markdown-out.ts'
import { toPlainText } from '../../document/text/plain-out.ts'
import { unreachable } from '../../document/unreachable.ts'

/** What a document can be had as; the first is the answer where any will do. */
export const FORMATS = ['application/json', 'text/markdown', 'text/html', 'text/plain'] as const
export type Format = (typeof FORMATS)[number]

/** The `Content-Type` of each format. */
export const FORMAT_TYPES: Readonly<Record<Format, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'text/markdown': 'text/markdown; charset=utf-8',
  'text/html': 'text/html; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
}

/** A version of a document in one of its formats, as a response body. */
export function presentVersion(format: Format, { id, epoch }: LoggedDocument, version: Version): string {
  const { seq, chain, doc } = version
  switch (format) {
    case 'application/json': {
      const title = titleOf(doc)
      const snapshot: DocumentSnapshot = {
        id,
        epoch,
        seq,
        chain,
        schema: SCHEMA_VERSION,
        title,
        doc: doc.toJSON(),
      }
      return JSON.stringify(snapshot)
    }
    case 'text/markdown':
      return toMarkdown(doc)
    case 'text/html':
      return `<!doctype html>\n<meta charset="utf-8">\n<title>${escapeText(titleOf(doc))}</title>\n${toHtml(doc)}\n`
    case 'text/plain':
      return toPlainText(doc)
    default:
      return unreachable(format)
  }
}

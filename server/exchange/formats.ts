import type { LoggedDocument, Version } from '../../db/document-log.ts'
import type { DocumentSnapshot } from '../../document/protocol/documents.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { titleOf } from '../../document/schema/schema.ts'
import { type FileFormat, lossesOf } from '../../document/text/document-losses.ts'
import { toHtmlPage } from '../../document/text/html-page.ts'
import { lossField } from '../../document/text/losses.ts'
import { toMarkdown } from '../../document/text/markdown-out.ts'
import { toPlainText } from '../../document/text/plain-out.ts'
import { wholeAddress } from '../../document/text/whole-addresses.ts'
import { unreachable } from '../../document/unreachable.ts'
import { DOCX_TYPE } from './file-formats.ts'

/** What a document can be had as; the first is the answer where any will do. */
export const FORMATS = ['application/json', 'text/markdown', 'text/html', 'text/plain', DOCX_TYPE] as const
export type Format = (typeof FORMATS)[number]
/** Those that are text. */
export type TextFormat = Exclude<Format, typeof DOCX_TYPE>

/** The `Content-Type` of each format. */
export const FORMAT_TYPES: Readonly<Record<Format, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'text/markdown': 'text/markdown; charset=utf-8',
  'text/html': 'text/html; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
  [DOCX_TYPE]: DOCX_TYPE,
}

const LOSSY: Readonly<Record<Exclude<Format, 'application/json'>, FileFormat>> = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'text/plain': 'text',
  [DOCX_TYPE]: 'docx',
}

/** What a format does not hold of a version, as the field `Samepage-Losses`; '' when it holds all of it. */
export function lossesIn(format: Format, { doc }: Pick<Version, 'doc'>): string {
  return format === 'application/json' ? '' : lossField(lossesOf(doc, LOSSY[format]))
}

/**
 * A version of a document in one of its formats of text, as a response body. `origin` is before our own addresses in a
 * page of HTML; Markdown keeps them as they are, since it comes back.
 */
export function presentVersion(
  format: TextFormat,
  { id, epoch }: Pick<LoggedDocument, 'id' | 'epoch'>,
  version: Version,
  origin?: string,
): string {
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
      return toHtmlPage(
        doc,
        'Untitled',
        origin === undefined ? undefined : (address) => wholeAddress(address, origin),
      )
    case 'text/plain':
      return toPlainText(doc)
    default:
      return unreachable(format)
  }
}

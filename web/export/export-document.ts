import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import { toPlainText } from '../../document/text/plain-out.ts'
import { unreachable } from '../../document/unreachable.ts'
import { words } from '../words.ts'
import { fileName } from './file-name.ts'

/** What a document can be taken away as. */
export type ExportFormat = 'markdown' | 'html' | 'text'

/** A document as one file. `isFallback` when it had to be plain text because the writer could not be loaded. */
export interface Exported {
  readonly text: string
  readonly type: string
  readonly name: string
  readonly isFallback: boolean
}

/** How the writers that are not in the page's first script are fetched. */
export interface Writers {
  readonly markdown: () => Promise<(doc: Node) => string>
  readonly html: () => Promise<(doc: Node, name: string) => string>
}

/** The writers of this build, fetched when first asked for. */
export const lazyWriters = {
  markdown: async () => (await import('../../document/text/markdown-out.ts')).toMarkdown,
  html: async () => (await import('../../document/text/html-page.ts')).toHtmlPage,
} satisfies Writers

const KINDS = {
  markdown: { type: 'text/markdown', extension: 'md' },
  html: { type: 'text/html', extension: 'html' },
  text: { type: 'text/plain', extension: 'txt' },
} as const satisfies Record<ExportFormat, object>

/**
 * The document as it is shown, made here and not by the server, so that it can be had offline and after a
 * halt. Never fails: plain text needs nothing that is not loaded.
 */
export async function exportDocument(
  doc: Node,
  format: ExportFormat,
  writers: Writers = lazyWriters,
): Promise<Exported> {
  const title = titleOf(doc).trim() || words.untitled
  const written = await write(doc, title, format, writers)
  const { type, extension } = KINDS[written === undefined ? 'text' : format]
  return {
    text: written ?? toPlainText(doc),
    type,
    name: fileName(title, extension),
    isFallback: written === undefined && format !== 'text',
  }
}

/** Undefined where it is to be plain text: by wish, or because an upgrade or the line has taken the writer. */
async function write(
  doc: Node,
  title: string,
  format: ExportFormat,
  writers: Writers,
): Promise<string | undefined> {
  try {
    switch (format) {
      case 'markdown':
        return (await writers.markdown())(doc)
      case 'html':
        return (await writers.html())(doc, title)
      case 'text':
        return undefined
      default:
        return unreachable(format)
    }
  } catch {
    return undefined
  }
}

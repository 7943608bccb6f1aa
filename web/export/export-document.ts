import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import { escapeText } from '../../document/text/escape.ts'
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
  readonly html: () => Promise<(doc: Node) => string>
}

/** The writers of this build, fetched when first asked for. */
export const lazyWriters: Writers = {
  markdown: async () => (await import('../../document/text/markdown-out.ts')).toMarkdown,
  html: async () => (await import('../../document/text/html-out.ts')).toHtml,
}

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
        return wholePage(title, (await writers.html())(doc))
      case 'text':
        return undefined
      default:
        return unreachable(format)
    }
  } catch {
    return undefined
  }
}

function wholePage(title: string, body: string): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
</head>
<body>
${body}
</body>
</html>
`
}

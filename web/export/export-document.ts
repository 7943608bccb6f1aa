import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import type { AddressOf } from '../../document/text/html-out.ts'
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
  readonly html: () => Promise<(doc: Node, name: string, addressOf: AddressOf) => string>
  readonly addresses: () => Promise<typeof import('../../document/text/whole-addresses.ts')>
}

/** What makes a file stand alone; without it addresses stay as they are, for what is pasted again here. */
export interface Alone {
  /** Before addresses of this server. */
  readonly origin: string
  /** What stands for the addresses of pictures. */
  readonly pictures: ReadonlyMap<string, string>
}

/** The writers of this build, fetched when first asked for. */
export const lazyWriters = {
  markdown: async () => (await import('../../document/text/markdown-out.ts')).toMarkdown,
  html: async () => (await import('../../document/text/html-page.ts')).toHtmlPage,
  addresses: () => import('../../document/text/whole-addresses.ts'),
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
  alone?: Alone,
  writers: Writers = lazyWriters,
): Promise<Exported> {
  const title = titleOf(doc).trim() || words.untitled
  const written = await write(doc, { title, format, alone }, writers)
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
  { title, format, alone }: { title: string; format: ExportFormat; alone: Alone | undefined },
  writers: Writers,
): Promise<string | undefined> {
  try {
    const { wholeAddress, withWholeAddresses } = await writers.addresses()
    switch (format) {
      case 'markdown':
        return (await writers.markdown())(alone ? withWholeAddresses(doc, alone.origin) : doc)
      case 'html':
        return (await writers.html())(
          doc,
          title,
          (address) =>
            alone?.pictures.get(address) ?? (alone ? wholeAddress(address, alone.origin) : address),
        )
      case 'text':
        return undefined
      default:
        return unreachable(format)
    }
  } catch {
    return undefined
  }
}

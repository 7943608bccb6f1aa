import type { Node } from 'prosemirror-model'
import { copyText } from '../elements/copy-text.ts'
import { words } from '../words.ts'
import { type ExportFormat, exportDocument, lazyWriters } from './export-document.ts'
import { saveFile } from './save-file.ts'

/** Takes a copy of the shown document out of the page. Works without the server. */
export interface TakeAway {
  /** Fetches what is needed for it while there is a line. */
  prepare(): void
  save(format: ExportFormat): Promise<void>
  /** Puts all of it on the clipboard as Markdown. */
  copy(): Promise<void>
}

/** What taking away needs from the page. */
export interface TakeAwayDeps {
  /** Undefined while the document is opening. */
  readonly shown: () => Node | undefined
  /** Tells the person in a sentence what happened. */
  readonly say: (text: string) => void
}

/** Makes one for a page; it fetches nothing before it is used. */
export function createTakeAway({ shown, say }: TakeAwayDeps): TakeAway {
  return {
    prepare() {
      // Where one cannot be had there is still plain text, and saving or copying says so.
      for (const fetchOne of Object.values(lazyWriters)) fetchOne().catch(() => undefined)
    },
    async save(format) {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      const exported = await exportDocument(doc, format)
      saveFile(exported)
      if (exported.isFallback) say(words.menu.savedPlain)
    },
    async copy() {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      const { text, isFallback } = await exportDocument(doc, 'markdown')
      const copied = isFallback ? words.menu.copiedPlain : words.menu.copied
      say((await copyText(text)) ? copied : words.menu.notCopied)
    },
  }
}

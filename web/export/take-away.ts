import type { Node } from 'prosemirror-model'
import { titleOf } from '../../document/schema/schema.ts'
import type { Loss } from '../../document/text/losses.ts'
import { copyText } from '../elements/copy-text.ts'
import { within } from '../sync/within.ts'
import { systemClock } from '../system-clock.ts'
import { words } from '../words.ts'
import { type ExportFormat, exportDocument, lazyWriters } from './export-document.ts'
import { fileName } from './file-name.ts'
import { saveBlob, saveFile } from './save-file.ts'
import { tellLosses } from './tell-losses.ts'

/** Takes a copy of the shown document out of the page. All but Word works without the server. */
export interface TakeAway {
  /** Fetches what is needed for it while there is a line. */
  prepare(): void
  save(format: ExportFormat): Promise<void>
  /** A file of Word, which only the server writes: of what it has. */
  saveWord(): Promise<void>
  /** Puts all of it on the clipboard as Markdown. */
  copy(): Promise<void>
  /** Opens the browser's own dialog, which also saves as PDF. */
  print(): void
}

/** What taking away needs from the page. */
export interface TakeAwayDeps {
  /** Undefined while the document is opening. */
  readonly shown: () => Node | undefined
  /** Tells the person in a sentence what happened. */
  readonly say: (text: string) => void
  /** Resolves when what was typed so far is on the server. */
  readonly saved: () => Promise<unknown>
  readonly fetchWord: () => Promise<Blob | undefined>
}

/** What was just typed is not waited for any longer before the server is asked for a file. */
const SAVE_PATIENCE_MS = 3_000

/** Makes one for a page; it fetches nothing before it is used. */
export function createTakeAway({ shown, say, saved, fetchWord }: TakeAwayDeps): TakeAway {
  const lossesOf = async (doc: Node, format: ExportFormat | 'docx'): Promise<Loss[]> => {
    const counted = await lazyWriters.losses().catch(() => undefined)
    return counted?.(doc, format) ?? []
  }
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
      const lost = tellLosses(await lossesOf(doc, format))
      if (exported.isFallback) say(words.menu.savedPlain)
      else if (lost !== '' && format !== 'text') say(words.exchange.savedBut(lost))
    },
    async saveWord() {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      say(words.exchange.making)
      await within(systemClock, SAVE_PATIENCE_MS, saved(), undefined)
      const file = await fetchWord()
      if (!file) return say(words.exchange.notMade)
      saveBlob(file, fileName(titleOf(doc).trim() || words.untitled, 'docx'))
      const lost = tellLosses(await lossesOf(doc, 'docx'))
      if (lost !== '') say(words.exchange.savedBut(lost))
    },
    async copy() {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      const { text, isFallback } = await exportDocument(doc, 'markdown')
      const copied = isFallback ? words.menu.copiedPlain : words.menu.copied
      say((await copyText(text)) ? copied : words.menu.notCopied)
    },
    print: () => print(),
  }
}

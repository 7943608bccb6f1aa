import type { Node } from 'prosemirror-model'
import { pictureSources } from '../../document/text/picture-sources.ts'
import type { WordFile } from '../api/word-file.ts'
import { copyText } from '../elements/copy-text.ts'
import { words } from '../words.ts'
import { type ExportFormat, exportDocument, lazyWriters } from './export-document.ts'
import { saveFile } from './save-file.ts'

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
  readonly fetchWord: () => Promise<WordFile | undefined>
  /** Pictures that the server keeps, as `data:` addresses by their own. */
  readonly fetchPictures: (sources: Iterable<string>) => Promise<ReadonlyMap<string, string>>
}

/** Fetched with the writers: what a file does not hold is told without the server too. */
const tellLosses = async () => (await import('./tell-losses.ts')).sentenceAfterSaving

/** Makes one for a page; it fetches nothing before it is used. */
export function createTakeAway(deps: TakeAwayDeps): TakeAway {
  const { shown, say } = deps
  return {
    prepare() {
      // Where one cannot be had there is still plain text, and saving or copying says so.
      for (const fetchOne of [...Object.values(lazyWriters), tellLosses]) fetchOne().catch(() => undefined)
    },
    async save(format) {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      const pictures =
        format === 'html' ? await deps.fetchPictures(pictureSources(doc)) : new Map<string, string>()
      const exported = await exportDocument(doc, format, { origin: location.origin, pictures })
      saveFile(exported)
      if (exported.isFallback) return say(words.menu.savedPlain)
      const told = (await tellLosses().catch(() => undefined))?.(doc, format, (src) => pictures.has(src))
      // Who asks for plain text knows that it is plain.
      if (told && format !== 'text') say(told)
    },
    async saveWord() {
      const doc = shown()
      if (!doc) return say(words.menu.notYet)
      const fetched = await import('./save-word.ts').catch(() => undefined)
      await fetched?.saveWord(doc, deps)
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

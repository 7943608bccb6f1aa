import type { DocumentLog, LoggedDocument } from '../../db/document-log.ts'
import type { NewContent } from '../../db/new-content.ts'
import type { WireStep } from '../../document/commit/wire-steps.ts'
import { lossesOf } from '../../document/text/document-losses.ts'
import { pictureSources } from '../../document/text/picture-sources.ts'
import type { Asker } from '../exchange/asker.ts'
import { lossesIn, presentVersion, type TextFormat } from '../exchange/formats.ts'
import { type Rewritten, rewriteText } from '../exchange/read-text.ts'
import type { Pace } from '../network/pace.ts'
import { Refusal } from '../refusal.ts'
import { toCopy, toPageContent } from './answer-job.ts'
import type { ReadKind, Reads } from './read-jobs.ts'
import type { Reader } from './reader.ts'

/**
 * Writes versions of documents out: those that are at hand where it stands, all others by the reader. A version that
 * is gone is refused with `version-not-found`, what takes too long with `too-many-requests`.
 */
export interface Presenter {
  /**
   * In a format of text; what the format does not hold as the field `Samepage-Losses`. `origin` is before our own
   * addresses in a page of HTML.
   */
  text(version: WantedVersion, format: TextFormat, origin?: string): Promise<Reads['present']['answer']>
  /** What a document's page is filled with. `origin` is before our own addresses where it is known. */
  page(version: WantedVersion, words: PageWords): Promise<Reads['page']['answer']>
  /** What a file of Word is made of. */
  word(version: WantedVersion): Promise<Reads['word']['answer']>
  /** What a copy of it starts with, under another title where one is given. Refuses with `document-too-large`. */
  copy(version: WantedVersion, title: string | undefined): Promise<NewContent>
  /** The smallest change that makes it what a text in Markdown says. Refuses what takes too long with `unreadable-file`. */
  rewrite(version: WantedVersion, text: Uint8Array): Promise<Rewritten & { readonly chain: string }>
}

/** A version of a document that is known, for somebody. */
export interface WantedVersion {
  readonly document: LoggedDocument
  readonly seq: number
  readonly asker: Asker
  /** True for a part of something that was begun: it waits for its turn, however much else does. */
  readonly isPart?: boolean
}

type PageWords = Pick<Reads['page']['ask'], 'untitled' | 'origin'>

/** A text and a document that are compared in a few milliseconds. */
const SHORT = 2_048

/** What a presenter needs from outside. */
export interface PresenterDeps {
  readonly log: DocumentLog
  readonly reader: Reader
  /** How fast answers that were waited for are worked on: thousands may have waited for the same one. */
  readonly pace: Pace
}

/** Puts the log and the reader together. */
export function createPresenter({ log, reader, pace }: PresenterDeps): Presenter {
  async function ask<K extends ReadKind>(
    kind: K,
    { document, seq, asker, isPart }: WantedVersion,
    more: Omit<Reads[K]['ask'], 'document' | 'seq'>,
  ): Promise<Reads[K]['answer']> {
    const asked = { document: document.id, seq, ...more } as Reads[K]['ask']
    const answer = await reader.ask(kind, asked, asker, isPart)
    if (answer === undefined) throw new Refusal('version-not-found')
    await pace.pass(asker.network, 0)
    return answer
  }

  return {
    async text(wanted, format, origin) {
      const version = log.versionAtHand(wanted.document.id, wanted.seq)
      if (!version) return ask('present', wanted, { format, origin })
      const bytes = Buffer.from(presentVersion(format, wanted.document, version, origin))
      return { bytes, losses: lossesIn(format, version) }
    },
    async page(wanted, words) {
      const version = log.versionAtHand(wanted.document.id, wanted.seq)
      return version ? toPageContent(version.doc, words) : ask('page', wanted, words)
    },
    async word(wanted) {
      const version = log.versionAtHand(wanted.document.id, wanted.seq)
      if (!version) return ask('word', wanted, {})
      const doc = Buffer.from(JSON.stringify(version.doc))
      return { doc, sources: [...pictureSources(version.doc)], losses: lossesOf(version.doc, 'docx') }
    },
    async copy(wanted, title) {
      const version = log.versionAtHand(wanted.document.id, wanted.seq)
      const written = version ? toCopy(version.doc, title) : await ask('copy', wanted, { title })
      if (written.kind === 'content') return written.content
      if (written.kind === 'too-large') throw new Refusal('document-too-large')
      throw new Error(`what is to be copied is unsound: ${written.reason}`)
    },
    async rewrite(wanted, text) {
      const isShort = text.length <= SHORT
      const version = isShort ? log.versionAtHand(wanted.document.id, wanted.seq) : undefined
      if (version && version.doc.content.size <= SHORT)
        return { ...rewriteText(version.doc, text), chain: version.chain }
      const { steps, ...rest } = await ask('rewrite', wanted, { text })
      return { ...rest, steps: JSON.parse(steps) as WireStep[] }
    },
  }
}

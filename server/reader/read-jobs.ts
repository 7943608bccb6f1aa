import type { WrittenContent } from '../../db/new-content.ts'
import type { IndexedText } from '../../db/text-parts.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { FoundDocument } from '../../document/protocol/search.ts'
import type { Loss } from '../../document/text/losses.ts'
import type { TextFormat } from '../exchange/formats.ts'

/** A version of a document, which is in its log. */
export interface AskedVersion {
  readonly document: DocumentId
  readonly seq: number
}

/** All that a reader is asked, by kind, and what it answers. Text that may be long is bytes in UTF-8. */
export interface Reads {
  /** A version in a format of text, and what that does not hold of it as the field `Samepage-Losses`. */
  present: {
    readonly ask: AskedVersion & { readonly format: TextFormat; readonly origin?: string | undefined }
    readonly answer: { readonly bytes: Uint8Array; readonly losses: string }
  }
  /** What the page of a document is filled with. `origin` is before addresses of ours where it is known. */
  page: {
    readonly ask: AskedVersion & { readonly untitled: string; readonly origin: string | undefined }
    readonly answer: PageContent
  }
  /** A version as JSON for the thread that writes files of Word, and the pictures it names. */
  word: {
    readonly ask: AskedVersion
    readonly answer: {
      readonly doc: Uint8Array
      readonly sources: readonly string[]
      /** Without the pictures that no file of Word takes. */
      readonly losses: readonly Loss[]
    }
  }
  /** What a new document starts with that is to be like a version, under another title where one is given. */
  copy: {
    readonly ask: AskedVersion & { readonly title: string | undefined }
    readonly answer: WrittenContent
  }
  /** The smallest change that makes a version what a text in Markdown says. */
  rewrite: {
    readonly ask: AskedVersion & { readonly text: Uint8Array }
    readonly answer: RewriteAnswer
  }
  /** The text of a document as it stands, to be searched, without the parts that are taken in already. */
  text: {
    readonly ask: { readonly document: DocumentId }
    readonly answer: IndexedText
  }
  /** The documents of a person that hold what was typed. */
  find: {
    readonly ask: { readonly person: PersonId; readonly typed: string; readonly limit: number }
    readonly answer: readonly FoundDocument[]
  }
}

/** What the page of a document is filled with: its title, tags for whoever shows a link, and its text as HTML. */
export interface PageContent {
  readonly title: string
  readonly preview: string
  readonly html: Uint8Array
}

/** A rewriting's steps, what the document does not hold of the text, and the chain of the version. */
export interface RewriteAnswer {
  /** The JSON text of their wire form. */
  readonly steps: string
  readonly losses: readonly Loss[]
  readonly chain: string
}

export type ReadKind = keyof Reads

/** A job for the thread. */
export type ReadJob<K extends ReadKind = ReadKind> = {
  [Kind in K]: { kind: Kind; ask: Reads[Kind]['ask'] }
}[K]

/** What became of a job: `absent` when there is no such document or version, or no more. */
export type ReadOutcome<K extends ReadKind = ReadKind> =
  | { readonly kind: 'answered'; readonly answer: Reads[K]['answer'] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly reason: string | undefined }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined }

import type { NewContent } from '../../db/new-content.ts'
import type { Loss } from '../../document/text/losses.ts'
import type { ArchiveJob, ArchiveResult } from '../archive/archive-jobs.ts'
import type { ReadFormat } from './file-formats.ts'

/** A picture that goes into a file with the text. */
export interface Picture {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Where a picture of a file that was read is kept now. */
export interface KeptPicture {
  readonly src: string
  readonly width: number | null
  readonly height: number | null
}

/** What a thread is asked to do. A document travels as the JSON text of its ProseMirror JSON. */
export type ConvertJob =
  | ArchiveJob
  | {
      readonly kind: 'read'
      readonly format: ReadFormat
      readonly bytes: Uint8Array
      /** The encoding that the sender of a text names. */
      readonly charset?: string | undefined
      /** Takes the place of the text's own. */
      readonly title: string | undefined
      /** The file's name, for a document that has no other. */
      readonly name: string | undefined
    }
  /** The content of a document once its pictures are kept, by the addresses that stood for them. */
  | { readonly kind: 'place'; readonly json: string; readonly pictures: ReadonlyMap<string, KeptPicture> }
  | {
      readonly kind: 'write'
      /** The same as bytes. */
      readonly doc: Uint8Array
      /** The origin before addresses of this server, so that they lead somewhere from outside. */
      readonly base: string
      readonly pictures: ReadonlyMap<string, Picture>
    }

/** A picture in a file that was read; `src` stands for it in the document until it is kept. */
export interface FoundPicture extends Picture {
  readonly src: string
}

/** What became of it. */
export type ConvertResult =
  | ArchiveResult
  | {
      readonly kind: 'read'
      readonly content: NewContent
      readonly losses: readonly Loss[]
      readonly pictures: readonly FoundPicture[]
    }
  | { readonly kind: 'placed'; readonly content: NewContent }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable'; readonly reason: string }

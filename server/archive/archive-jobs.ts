import type { NewContent } from '../../db/new-content.ts'
import type { ArchiveFault } from '../../document/protocol/archive.ts'
import type { Described } from '../files/receive-file.ts'

/**
 * What a thread is asked of an archive that lies at `path`, one entry at a time: so that others come between, and what
 * cannot be read in time costs itself alone. `index` is a document's place in the list of contents.
 */
export type ArchiveJob =
  | { readonly kind: 'open-archive'; readonly path: string }
  | { readonly kind: 'check-document'; readonly path: string; readonly index: number }
  | {
      readonly kind: 'take-document'
      readonly path: string
      readonly index: number
      /** A file with new names, as JSON of `NewNames`' entries. */
      readonly names: string
    }
  | {
      readonly kind: 'take-file'
      readonly path: string
      readonly id: string
      /** Where its bytes are to be, and how many there may be. */
      readonly to: string
      readonly limit: number
    }

const RESULTS: ReadonlySet<string> = new Set<ArchiveResult['kind']>([
  'archive',
  'no-archive',
  'checked',
  'document',
  'file',
  'left-out',
  'not-stored',
])

/** Tells what came of a job on an archive from what came of others. */
export function isArchiveResult(result: { readonly kind: string }): result is ArchiveResult {
  return RESULTS.has(result.kind)
}

/** What came of it. */
export type ArchiveResult =
  | { readonly kind: 'archive'; readonly documents: number }
  | { readonly kind: 'no-archive'; readonly reason: string }
  /** A document that can be read, with the ids of files of the archive that it names. */
  | { readonly kind: 'checked'; readonly id: string; readonly files: readonly string[] }
  | {
      readonly kind: 'document'
      readonly content: NewContent
      readonly isStarred: boolean
      readonly folder: string | null
    }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly hash: string
      readonly size: number
      readonly described: Described
    }
  | { readonly kind: 'left-out'; readonly name: string; readonly fault: ArchiveFault }
  /** The disk did not take a file. */
  | { readonly kind: 'not-stored'; readonly code: 'storage-full' | 'storage-failed' }

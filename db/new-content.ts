import { createHash } from 'node:crypto'
import type { Node } from 'prosemirror-model'
import { HASH_BYTES } from '../document/commit/hash.ts'
import { type FileId, fileIdsIn } from '../document/protocol/files.ts'
import { findFault } from '../document/schema/document-checks.ts'
import { isTooLarge } from '../document/schema/document-weight.ts'
import { titleOf } from '../document/schema/schema.ts'

/**
 * The content of a new document, checked and written out as it is stored. Making it takes as long as the document is;
 * storing it does not: so it may be made in a thread.
 */
export interface NewContent {
  readonly title: string
  /** The JSON text of the document's ProseMirror JSON. */
  readonly json: string
  /** The document's fingerprint, as snapshots have it. */
  readonly hash: string
  /** The files that it names. */
  readonly files: readonly FileId[]
}

/** What became of content that was to be written out; `reason` is for whoever wrote it. */
export type WrittenContent =
  | { readonly kind: 'content'; readonly content: NewContent }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unsound'; readonly reason: string }

/** Checks a document as everything that comes in is checked, and writes it out. */
export function writeContent(doc: Node): WrittenContent {
  if (isTooLarge(doc)) return { kind: 'too-large' }
  const reason = findFault(doc)
  if (reason) return { kind: 'unsound', reason }
  const json = JSON.stringify(doc)
  return {
    kind: 'content',
    content: { title: titleOf(doc), json, hash: fingerprint(json), files: fileIdsIn(json) },
  }
}

/** A document's fingerprint, of the JSON text of its ProseMirror JSON. */
export function fingerprint(json: string): string {
  return createHash('sha256')
    .update(json)
    .digest('hex')
    .slice(0, HASH_BYTES * 2)
}

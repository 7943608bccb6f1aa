import * as v from 'valibot'
import { FolderName } from './home.ts'
import { DocumentId, Seq } from './ids.ts'

/** The name of an archive's table of contents within it. */
export const MANIFEST = 'manifest.json'

const Path = v.pipe(v.string(), v.minLength(1), v.maxLength(500))

/** What an archive holds, from its `manifest.json`. Paths are names of entries of the archive. */
export const ArchiveManifest = v.object({
  format: v.literal('samepage-archive'),
  version: v.literal(1),
  /** When it was made, in milliseconds since 1970. */
  at: v.number(),
  documents: v.array(
    v.object({
      id: DocumentId,
      title: v.string(),
      seq: Seq,
      /** For people. */
      markdown: Path,
      /** A `DocumentSnapshot`: exact, and what is read back. */
      json: Path,
      isStarred: v.boolean(),
      folder: v.nullable(FolderName),
    }),
  ),
  /** Files that the documents name as they stand. `id` is how they name them. */
  files: v.array(v.object({ id: v.string(), name: v.string(), path: Path })),
})
export type ArchiveManifest = v.InferOutput<typeof ArchiveManifest>

/** Why something of an archive did not come in. */
export const ArchiveFault = v.picklist(['missing', 'unreadable', 'too-large'])
export type ArchiveFault = v.InferOutput<typeof ArchiveFault>

/** `POST /api/archive`: what came in, and what did not. */
export const ArchiveTaken = v.object({
  documents: v.array(v.object({ id: DocumentId, title: v.string() })),
  /** How many files came in. */
  files: v.number(),
  left: v.array(v.object({ kind: v.picklist(['document', 'file']), name: v.string(), fault: ArchiveFault })),
})
export type ArchiveTaken = v.InferOutput<typeof ArchiveTaken>

/** Titles in an answer are for people, and those of an archive may be very long. */
const SHOWN_TITLE = 300

/** A title or name as an answer tells it. */
export function shownTitle(title: string): string {
  return title.slice(0, SHOWN_TITLE).replace(/[\uD800-\uDBFF]$/u, '')
}

import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { Imports } from '../../db/imports.ts'
import { StorageFailure } from '../../db/storage-failure.ts'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import { type ArchiveTaken, shownTitle } from '../../document/protocol/archive.ts'
import { fileUrl } from '../../document/protocol/files.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { Asker } from '../exchange/asker.ts'
import type { Converter } from '../exchange/converter.ts'
import { keepFile, type ReceiveDeps } from '../files/receive-file.ts'
import type { Visitor } from '../network/admission.ts'
import { Refusal } from '../refusal.ts'
import type { ArchiveJob, ArchiveResult } from './archive-jobs.ts'

/** What taking an archive in needs from outside. */
export interface TakeArchiveDeps extends ReceiveDeps {
  readonly converter: Converter
  readonly imports: Imports
  readonly newDocumentId: () => DocumentId
}

/** An archive that arrived, and who brings it. */
export interface BroughtArchive {
  /** Where its bytes are. */
  readonly path: string
  readonly asker: Asker
  readonly person: PersonId
  readonly visitor: Pick<Visitor, 'pay' | 'owe'>
  /** Of the import that was begun for it. */
  readonly key: number
}

type Left = ArchiveTaken['left'][number]

interface Coming {
  readonly index: number
  /** Its id in the archive, and its new one. */
  readonly old: string
  readonly id: DocumentId
}

/**
 * Makes every document of an archive anew, for one person: under new ids, with its files, and with the links between
 * them. What cannot be read is left out and named. All others come in at once, at the end: nobody finds a document
 * before, and when it does not come to that, nothing of it stays. Refuses with `too-many-requests` whoever still owes for
 * what came before.
 */
export async function takeArchive(deps: TakeArchiveDeps, brought: BroughtArchive): Promise<ArchiveTaken> {
  const { imports, newDocumentId } = deps
  const { path, person, key } = brought
  const names = `${path}.names`
  try {
    const { documents: count } = await step(deps, brought, { kind: 'open-archive', path }, 'archive')
    brought.visitor.pay('keep', count)
    const { coming, files, left } = await findComing(deps, brought, count, newDocumentId)
    const addresses = await takeFiles(deps, brought, files, left)
    brought.visitor.owe('keep', addresses.length)
    await writeFile(names, namesOf(coming, addresses), { mode: 0o600 })
    const taken: ArchiveTaken['documents'] = []
    // The last one listed is made first: a list by time then stands as it stood.
    for (const { index, id } of coming.reverse()) {
      const made = await step(deps, brought, { kind: 'take-document', path, index, names }, 'document')
      if (made.kind === 'left-out') {
        left.push({
          kind: 'document',
          name: shownTitle(made.name) || `Document ${index + 1}`,
          fault: made.fault,
        })
        continue
      }
      const { content, isStarred, folder } = made
      imports.add(key, { id, person, content, requestHash: hashOfImport(id), isStarred, folder })
      taken.push({ id, title: shownTitle(content.title) })
    }
    const answer = { documents: taken.reverse(), files: addresses.length, left }
    imports.finish(key, person, answer)
    return answer
  } finally {
    await rm(names, { force: true })
  }
}

/** The documents that can be read, as they are listed, and the files that they name; the others go to `left`. */
async function findComing(
  deps: TakeArchiveDeps,
  brought: BroughtArchive,
  count: number,
  newDocumentId: () => DocumentId,
) {
  const { path } = brought
  const coming: Coming[] = []
  const files = new Set<string>()
  const left: Left[] = []
  for (let index = 0; index < count; index++) {
    const checked = await step(deps, brought, { kind: 'check-document', path, index }, 'checked')
    if (checked.kind === 'left-out') {
      left.push({
        kind: 'document',
        name: shownTitle(checked.name) || `Document ${index + 1}`,
        fault: checked.fault,
      })
      continue
    }
    coming.push({ index, old: checked.id, id: newDocumentId() })
    for (const file of checked.files) files.add(file)
  }
  return { coming, files, left }
}

/** The new addresses of the files that came in, by their old ids. One that the archive lacks may still be here. */
async function takeFiles(
  deps: TakeArchiveDeps,
  brought: BroughtArchive,
  files: ReadonlySet<string>,
  left: Left[],
): Promise<[string, string][]> {
  const { bytes, maxFileBytes } = deps
  const { path, person } = brought
  const addresses: [string, string][] = []
  for (const id of files) {
    const to = bytes.incomingPath()
    try {
      const job = { kind: 'take-file', path, id, to, limit: maxFileBytes } as const
      const taken = await step(deps, brought, job, 'file')
      if (taken.kind === 'left-out') {
        left.push({ kind: 'file', name: shownTitle(taken.name) || id, fault: taken.fault })
        continue
      }
      const { name, hash, size, described } = taken
      const kept = await keepFile(deps, { person, name }, { path: to, hash, size }, described).catch(faultOf)
      if (typeof kept === 'string') left.push({ kind: 'file', name: shownTitle(name), fault: kept })
      else addresses.push([id, fileUrl(kept.file.id, kept.file.name)])
    } finally {
      await rm(to, { force: true })
    }
  }
  return addresses
}

/** A file that is not kept is left out, whatever is wrong with it; what is wrong with the disk is thrown. */
function faultOf(error: unknown): 'too-large' | 'unreadable' {
  if (!(error instanceof Refusal)) throw error
  return error.code === 'file-too-large' || error.code === 'storage-full' ? 'too-large' : 'unreadable'
}

type Outcome<K extends ArchiveResult['kind']> = Extract<ArchiveResult, { kind: K }>

/** Has one job done. Refuses with `invalid-archive`, and throws StorageFailure where the disk did not take a file. */
async function step<K extends 'archive' | 'checked' | 'document' | 'file'>(
  { converter }: TakeArchiveDeps,
  { asker }: BroughtArchive,
  job: ArchiveJob,
  wanted: K,
): Promise<Outcome<K> | (K extends 'archive' ? never : Outcome<'left-out'>)> {
  const result = await converter.archive(asker, job)
  if (result.kind === 'no-archive') throw new Refusal('invalid-archive', { reason: result.reason })
  if (result.kind === 'not-stored') throw new StorageFailure(result.code, 'a file of an archive')
  if (result.kind === wanted) return result as Outcome<K>
  if (result.kind === 'left-out' && wanted !== 'archive')
    return result as K extends 'archive' ? never : Outcome<'left-out'>
  throw new Refusal('invalid-archive', { reason: 'its list of contents takes too long to read' })
}

/** Of two documents under one id both come in; links lead to the first. */
function namesOf(coming: readonly Coming[], files: readonly [string, string][]): string {
  return JSON.stringify({ documents: coming.map(({ old, id }) => [old, id]).reverse(), files })
}

function hashOfImport(id: DocumentId): string {
  return createHash('sha256')
    .update(`archive ${id}`)
    .digest('hex')
    .slice(0, 2 * HASH_BYTES)
}

import { existsSync, readFileSync } from 'node:fs'
import { receiveAt } from '../../db/file-bytes.ts'
import { type NewContent, writeContent } from '../../db/new-content.ts'
import { StorageFailure } from '../../db/storage-failure.ts'
import type { ArchiveFault, ArchiveManifest } from '../../document/protocol/archive.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { describe } from '../files/receive-file.ts'
import type { ArchiveJob, ArchiveResult } from './archive-jobs.ts'
import { InvalidArchive, type OpenArchive, openArchive } from './open-archive.ts'
import { type NewNames, renamed } from './renamed.ts'

/** The JSON of the largest document: its text escaped, and marks around each few words. */
const DOCUMENT_BYTES = 67_108_864
/** As many as may be brought in at once. */
const MOST_OPEN = 2

interface Opened {
  readonly archive: OpenArchive
  /** The place of the first document that names an entry, and the first file: an entry makes one of them. */
  readonly firstDocument: ReadonlyMap<string, number>
  readonly firstFile: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, ArchiveManifest['files'][number]>
  names?: { readonly path: string; readonly names: NewNames }
}

/** Archives that this thread has open, by their path: the list of contents is read once. */
const opened = new Map<string, Opened>()

/** Does one job on an archive. In a thread that was started anew it opens the archive again. */
export async function readArchive(job: ArchiveJob): Promise<ArchiveResult> {
  try {
    const at = await open(job.path)
    switch (job.kind) {
      case 'open-archive':
        return { kind: 'archive', documents: at.archive.manifest.documents.length }
      case 'check-document':
        return await checkDocument(at, job.index)
      case 'take-document':
        return await takeDocument(at, job.index, job.names)
      default:
        return await takeFile(at, job)
    }
  } catch (error) {
    if (error instanceof InvalidArchive) return { kind: 'no-archive', reason: error.message }
    if (error instanceof StorageFailure) return { kind: 'not-stored', code: error.code }
    throw error
  }
}

async function open(path: string): Promise<Opened> {
  const known = opened.get(path)
  if (known) return known
  const archive = await openArchive(path)
  const { documents, files } = archive.manifest
  const made: Opened = {
    archive,
    firstDocument: new Map(documents.map(({ json }, index) => [json, index] as const).reverse()),
    firstFile: new Map(files.map(({ path: entry, id }) => [entry, id] as const).reverse()),
    files: new Map(files.map((file) => [file.id, file])),
  }
  opened.set(path, made)
  const [oldest] = opened.keys()
  if (opened.size > MOST_OPEN && oldest !== undefined) close(oldest)
  return made
}

/** An archive that was taken in is removed: its bytes go when nobody has it open any more. */
export function closeGone(): void {
  for (const path of opened.keys()) if (!existsSync(path)) close(path)
}

function close(path: string): void {
  opened.get(path)?.archive.close()
  opened.delete(path)
}

async function checkDocument(at: Opened, index: number): Promise<ArchiveResult> {
  const { listed, doc } = await readListed(at, index)
  if (typeof doc === 'string') return { kind: 'left-out', name: listed?.title ?? '', fault: doc }
  return { kind: 'checked', id: listed?.id ?? '', files: doc.files.filter((id) => at.files.has(id)) }
}

async function takeDocument(at: Opened, index: number, names: string): Promise<ArchiveResult> {
  const { listed, doc } = await readListed(at, index)
  if (typeof doc === 'string' || !listed)
    return { kind: 'left-out', name: listed?.title ?? '', fault: 'unreadable' }
  const written = writeContent(parseDocument(renamed(JSON.parse(doc.json), namesAt(at, names))))
  if (written.kind !== 'content') return { kind: 'left-out', name: listed.title, fault: 'unreadable' }
  const { isStarred, folder } = listed
  return { kind: 'document', content: written.content, isStarred, folder }
}

function namesAt(at: Opened, path: string): NewNames {
  if (at.names?.path === path) return at.names.names
  const { documents, files } = JSON.parse(readFileSync(path, 'utf8')) as {
    documents: [string, string][]
    files: [string, string][]
  }
  const names = { documents: new Map(documents), files: new Map(files) }
  at.names = { path, names }
  return names
}

async function readListed({ archive, firstDocument }: Opened, index: number) {
  const listed = archive.manifest.documents[index]
  const path = listed?.json ?? ''
  const text = firstDocument.get(path) === index ? await archive.text(path, DOCUMENT_BYTES) : undefined
  return { listed, doc: text === undefined ? ('missing' as const) : parse(text) }
}

/** What the parsed document says, and not what was read: that may hold more, and deeper, than a document does. */
function parse(text: string): NewContent | ArchiveFault {
  try {
    const { doc: json } = JSON.parse(text) as { doc: unknown }
    const written = writeContent(parseDocument(json))
    if (written.kind === 'too-large') return 'too-large'
    return written.kind === 'unsound' ? 'unreadable' : written.content
  } catch {
    // Not JSON, not a document, of a newer schema, or nested so deeply that nobody wrote it.
    return 'unreadable'
  }
}

async function takeFile(
  { archive, files, firstFile }: Opened,
  { id, to, limit }: Extract<ArchiveJob, { kind: 'take-file' }>,
): Promise<ArchiveResult> {
  const listed = files.get(id)
  const name = listed?.name ?? ''
  const left = (fault: ArchiveFault): ArchiveResult => ({ kind: 'left-out', name, fault })
  if (!listed || firstFile.get(listed.path) !== id) return left('missing')
  const source = await archive.bytes(listed.path).catch(() => undefined)
  if (!source) return left('missing')
  const arrival = await receiveAt(to, source, limit)
  if (arrival.kind === 'too-large') return left('too-large')
  if (arrival.kind === 'cut') return left('unreadable')
  const { hash, size } = arrival
  return { kind: 'file', name, hash, size, described: await describe(arrival) }
}

import { createHash } from 'node:crypto'
import type { Node } from 'prosemirror-model'
import type { DocumentLog } from '../../db/document-log.ts'
import type { Home } from '../../db/home.ts'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import type { ArchiveFault, ArchiveManifest, ArchiveTaken } from '../../document/protocol/archive.ts'
import { fileIdsIn, fileUrl } from '../../document/protocol/files.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import { isTooLarge } from '../../document/schema/document-weight.ts'
import { parseDocument, titleOf } from '../../document/schema/schema.ts'
import { type ReceiveDeps, receiveFile } from '../files/receive-file.ts'
import { Refusal } from '../refusal.ts'
import type { OpenArchive } from './open-archive.ts'
import { renamed } from './renamed.ts'

/** What taking an archive in needs from outside. */
export interface TakeArchiveDeps extends ReceiveDeps {
  readonly log: DocumentLog
  readonly home: Home
  readonly newDocumentId: () => DocumentId
}

type Listed = ArchiveManifest['documents'][number]
type Left = ArchiveTaken['left'][number]

/** The JSON of the largest document: its text escaped, and marks around each few words. */
const DOCUMENT_BYTES = 67_108_864

/**
 * Makes every document of an archive anew, for one person: under new ids, with its files, and with the links between
 * them. One document at a time is in memory. What cannot be read is left out and named; the others come in.
 */
export async function takeArchive(
  deps: TakeArchiveDeps,
  archive: OpenArchive,
  person: PersonId,
): Promise<ArchiveTaken> {
  const left: Left[] = []
  const coming = await findComing(archive, deps.newDocumentId, left)
  // Of two documents under one id both come in; links lead to the first.
  const documents = new Map([...coming].reverse().map(({ listed, id }) => [listed.id as string, id]))
  const files: FilesTaken = { addresses: new Map(), tried: new Set(), paths: new Set() }
  const byId = new Map(archive.manifest.files.map((file) => [file.id, file]))
  const taken: { id: DocumentId; title: string }[] = []
  // The last one listed is made first: a list by time then stands as it stood.
  for (const { listed, id } of coming.reverse()) {
    const doc = await readListed(archive, listed)
    if (typeof doc === 'string') continue
    // What the parsed document says, and not what was read: that may hold more, and deeper, than a document does.
    const json = doc.toJSON()
    for (const file of fileIdsIn(JSON.stringify(json))) {
      const listedFile = byId.get(file)
      // A file that the archive does not have may still be here.
      if (listedFile) await takeFile(deps, archive, person, { listedFile, files, left })
    }
    const content = parseDocument(renamed(json, { documents, files: files.addresses }))
    make(deps, person, { listed, id, content })
    taken.push({ id, title: titleOf(content) })
    await new Promise(setImmediate)
  }
  return { documents: taken.reverse(), files: files.addresses.size, left }
}

interface Coming {
  readonly listed: Listed
  readonly id: DocumentId
}

/** The documents that can be read, as they are listed, with their new ids; the others go to `left`. */
async function findComing(
  archive: OpenArchive,
  newDocumentId: () => DocumentId,
  left: Left[],
): Promise<Coming[]> {
  const coming: Coming[] = []
  const paths = new Set<string>()
  for (const listed of archive.manifest.documents) {
    // An entry makes one document: a small archive could make a hundred thousand large ones.
    const doc = paths.has(listed.json) ? 'missing' : await readListed(archive, listed)
    paths.add(listed.json)
    if (typeof doc === 'string') left.push({ kind: 'document', name: listed.title, fault: doc })
    else coming.push({ listed, id: newDocumentId() })
  }
  return coming
}

function make(
  { log, home }: TakeArchiveDeps,
  person: PersonId,
  { listed, id, content }: Coming & { readonly content: Node },
): void {
  const requestHash = createHash('sha256')
    .update(`archive ${id}`)
    .digest('hex')
    .slice(0, 2 * HASH_BYTES)
  const created = log.create({ id, person, content, requestHash })
  if (created.kind === 'refused') throw new Error(`a document of an archive was refused: ${created.code}`)
  const { isStarred, folder } = listed
  if (isStarred || folder !== null) home.keep(person, id, { isStarred, folder })
}

async function readListed(archive: OpenArchive, { json: path }: Listed): Promise<Node | ArchiveFault> {
  const text = await archive.text(path, DOCUMENT_BYTES)
  if (text === undefined) return 'missing'
  try {
    const { doc: json } = JSON.parse(text) as { doc: unknown }
    const doc = parseDocument(json)
    if (isTooLarge(doc)) return 'too-large'
    return findFault(doc) ? 'unreadable' : doc
  } catch {
    // Not JSON, not a document, of a newer schema, or nested so deeply that nobody wrote it.
    return 'unreadable'
  }
}

interface FilesTaken {
  /** New addresses of those that came in, by their old ids. */
  readonly addresses: Map<string, string>
  readonly tried: Set<string>
  /** Entries that were read: like a document's, each makes one file. */
  readonly paths: Set<string>
}

interface FileTarget {
  readonly listedFile: ArchiveManifest['files'][number]
  readonly files: FilesTaken
  readonly left: Left[]
}

async function takeFile(
  deps: TakeArchiveDeps,
  { bytes }: OpenArchive,
  person: PersonId,
  { listedFile: { id, name, path }, files, left }: FileTarget,
): Promise<void> {
  if (files.tried.has(id)) return
  files.tried.add(id)
  const fail = (fault: ArchiveFault): void => void left.push({ kind: 'file', name, fault })
  const source = files.paths.has(path) ? undefined : await bytes(path).catch(() => undefined)
  files.paths.add(path)
  if (!source) return fail('missing')
  try {
    const { file: kept } = await receiveFile(deps, { person, name, bytes: source })
    files.addresses.set(id, fileUrl(kept.id, kept.name))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fail(error.code === 'file-too-large' || error.code === 'storage-full' ? 'too-large' : 'unreadable')
  }
}

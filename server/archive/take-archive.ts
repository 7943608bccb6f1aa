import { createHash } from 'node:crypto'
import type { Node } from 'prosemirror-model'
import type { DocumentLog } from '../../db/document-log.ts'
import type { Home } from '../../db/home.ts'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import type { ArchiveFault, ArchiveManifest, ArchiveTaken } from '../../document/protocol/archive.ts'
import { type FileId, fileIdsIn, fileUrl } from '../../document/protocol/files.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { findFault, MAX_DOCUMENT_SIZE } from '../../document/schema/document-checks.ts'
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
  const listed: Listed[] = []
  for (const document of archive.manifest.documents) {
    const read = await readListed(archive, document)
    if (typeof read === 'string') left.push({ kind: 'document', name: document.title, fault: read })
    else listed.push(document)
  }
  const documents = new Map(listed.map(({ id }) => [id as string, deps.newDocumentId() as string]))
  const files = new Map<string, string>()
  const taken: { id: DocumentId; title: string }[] = []
  // The last one listed is made first: a list by time then stands as it stood.
  for (const document of [...listed].reverse()) {
    const read = await readListed(archive, document)
    const id = documents.get(document.id) as DocumentId | undefined
    if (typeof read === 'string' || !id) continue
    for (const file of fileIdsIn(JSON.stringify(read.json))) {
      if (!files.has(file)) await takeFile(deps, archive, person, { file, files, left })
    }
    const content = parseDocument(renamed(read.json, { documents, files }))
    const requestHash = createHash('sha256')
      .update(`archive ${id}`)
      .digest('hex')
      .slice(0, 2 * HASH_BYTES)
    const created = deps.log.create({ id, person, content, requestHash })
    if (created.kind === 'refused') throw new Error(`a document of an archive was refused: ${created.code}`)
    const { isStarred, folder } = document
    if (isStarred || folder !== null) deps.home.keep(person, id, { isStarred, folder })
    taken.unshift({ id, title: titleOf(content) })
    await new Promise(setImmediate)
  }
  return { documents: taken, files: files.size, left }
}

async function readListed(
  archive: OpenArchive,
  { json: path }: Listed,
): Promise<{ readonly json: unknown; readonly doc: Node } | ArchiveFault> {
  const text = await archive.text(path, DOCUMENT_BYTES)
  if (text === undefined) return 'missing'
  try {
    const { doc: json } = JSON.parse(text) as { doc: unknown }
    const doc = parseDocument(json)
    if (doc.content.size > MAX_DOCUMENT_SIZE) return 'too-large'
    return findFault(doc) ? 'unreadable' : { json, doc }
  } catch {
    // Not JSON, not a document, of a newer schema, or nested so deeply that nobody wrote it.
    return 'unreadable'
  }
}

interface FileTarget {
  readonly file: FileId
  readonly files: Map<string, string>
  readonly left: Left[]
}

async function takeFile(
  deps: TakeArchiveDeps,
  { manifest, bytes }: OpenArchive,
  person: PersonId,
  { file, files, left }: FileTarget,
): Promise<void> {
  const listed = manifest.files.find(({ id }) => id === file)
  // A file that the archive does not have may still be here.
  if (!listed) return
  const fail = (fault: ArchiveFault): void => {
    if (!left.some(({ kind, name }) => kind === 'file' && name === listed.name))
      left.push({ kind: 'file', name: listed.name, fault })
  }
  const source = await bytes(listed.path).catch(() => undefined)
  if (!source) return fail('missing')
  try {
    const { file: kept } = await receiveFile(deps, { person, name: listed.name, bytes: source })
    files.set(file, fileUrl(kept.id, kept.name))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fail(error.code === 'file-too-large' ? 'too-large' : 'unreadable')
  }
}

import type Database from 'better-sqlite3'
import { Node } from 'prosemirror-model'
import { fileUrl } from '../document/protocol/files.ts'
import { type PersonId, SHORT_ID_BYTES } from '../document/protocol/ids.ts'
import { emptyDocument } from '../document/schema/schema.ts'
import { firstChain, nextChain } from './chain.ts'
import type { CreateDocument, Created, CreatedAnswer, DocumentLog } from './document-log.ts'
import { type NewContent, writeContent } from './new-content.ts'
import type { RecordDeps } from './record-commit.ts'

/** What making a document needs beyond recording a commit. */
export interface CreateDeps extends RecordDeps {
  readonly database: Database.Database
  readonly randomBytes: (count: number) => Uint8Array
}

/** A new document whose content is written out. */
export type Insertion = Omit<CreateDocument, 'content'> & { readonly content: NewContent | undefined }

/** Makes documents; each call is one transaction and on disk when it returns. */
export function createDocuments(deps: CreateDeps): Pick<DocumentLog, 'create' | 'findCreated'> {
  const { database, documents } = deps
  const findCreated: DocumentLog['findCreated'] = (id, requestHash) => {
    const known = documents.find(id)
    if (known?.created_hash !== requestHash) return undefined
    const answer = documents.answerOf(known.key)
    return answer === undefined ? undefined : { kind: 'repeated', ...readAnswer(answer) }
  }
  const make = database.transaction((request: Insertion): Created => {
    const { id, requestHash } = request
    const known = documents.find(id)
    if (known ? known.created_hash !== requestHash : documents.hasEnded(id))
      return { kind: 'refused', code: 'document-exists' }
    if (!known) return makeDocument(deps, request)
    const { created_title: title, created_seq: seq } = known
    return findCreated(id, requestHash) ?? { kind: 'repeated', title, seq }
  })
  const create: DocumentLog['create'] = ({ content, ...request }) => {
    if (!(content instanceof Node)) return make.immediate({ ...request, content })
    const written = writeContent(content)
    if (written.kind === 'too-large') return { kind: 'refused', code: 'document-too-large' }
    if (written.kind === 'unsound')
      throw new Error(`the content of a new document is unsound: ${written.reason}`)
    return make.immediate({ ...request, content: written.content })
  }
  return { create, findCreated }
}

/** What `makeDocument` kept. */
function readAnswer(answer: string): CreatedAnswer {
  return JSON.parse(answer) as CreatedAnswer
}

function makeDocument(deps: CreateDeps, request: Insertion): Created {
  const { content, person, losses } = request
  const key = insertDocument(deps, request)
  deps.people.noteVisit(deps.people.keyOf(person), key)
  const [title, seq] = content ? [content.title, 1] : ['', 0]
  const answer: CreatedAnswer = { title, seq, ...(losses ? { losses } : {}) }
  deps.documents.keepAnswer(key, JSON.stringify(answer))
  return { kind: 'created', ...answer }
}

/** Writes a new document and answers its key. It is in nobody's list. The caller owns the transaction. */
export function insertDocument(deps: CreateDeps, { id, content, person, requestHash }: Insertion): number {
  const at = deps.now()
  const author = { id: person, key: deps.people.keyOf(person) }
  const epoch = Buffer.from(deps.randomBytes(SHORT_ID_BYTES)).toString('base64url')
  const title = content?.title ?? ''
  const seq = content ? 1 : 0
  const key = deps.documents.insert({ id, epoch, title, person: author.key, requestHash, seq, at })
  deps.snapshots.save(key, 0, emptyDocument())
  if (content) appendContent(deps, { key, epoch, author, at, requestHash, content })
  return key
}

interface FirstEvent {
  readonly key: number
  readonly epoch: string
  readonly author: { readonly id: PersonId; readonly key: number }
  readonly at: number
  readonly requestHash: string
  readonly content: NewContent
}

/** Writes event 1 as `appendEvent` would, of text that is written out already: no document is built for it. */
function appendContent(deps: CreateDeps, first: FirstEvent): void {
  const { snapshots, events, files, snapshotEvery } = deps
  const { key, epoch, author, at, requestHash, content } = first
  const client = deps.people.serverClientOf(author)
  const steps = `{"steps":[{"stepType":"replace","from":0,"to":${EMPTY_SIZE},"slice":{"content":${blocksIn(content.json)}}}]`
  const isDue = snapshotEvery.commits <= 1 || steps.length + 1 >= snapshotEvery.bytes
  if (isDue) snapshots.saveWritten(key, 1, content)
  const body = isDue ? `${steps},"hash":"${content.hash}"}` : `${steps}}`
  const id = `create-${epoch}`
  const chained = { seq: 1, id, client: client.id, person: author.id, at, body }
  events.append({
    document: key,
    seq: 1,
    kind: 'commit',
    id,
    client: client.key,
    person: author.key,
    at,
    chain: nextChain(firstChain(epoch), chained),
    requestHash: Buffer.from(requestHash, 'hex'),
    body,
  })
  files.noteUses(key, author, content.files.map((file) => fileUrl(file, '')).join('\n'))
}

const EMPTY_SIZE = emptyDocument().content.size
const BEFORE_BLOCKS = '{"type":"doc","content":'

/** The list of blocks in a whole document's JSON text, which holds nothing else. */
function blocksIn(json: string): string {
  if (!json.startsWith(BEFORE_BLOCKS)) throw new Error('not the JSON text of a whole document')
  return json.slice(BEFORE_BLOCKS.length, -1)
}

import type Database from 'better-sqlite3'
import { Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { SHORT_ID_BYTES } from '../document/protocol/ids.ts'
import { findFault, MAX_DOCUMENT_SIZE } from '../document/schema/document-checks.ts'
import { emptyDocument, titleOf } from '../document/schema/schema.ts'
import { appendEvent } from './append-event.ts'
import { firstChain } from './chain.ts'
import type { CreateDocument, Created } from './document-log.ts'
import type { HeadState } from './heads.ts'
import type { RecordDeps } from './record-commit.ts'

/** What making a document needs beyond recording a commit. */
export interface CreateDeps extends RecordDeps {
  readonly database: Database.Database
  readonly randomBytes: (count: number) => Uint8Array
}

/** Makes documents; each call is one transaction and on disk when it returns. */
export function createDocuments(deps: CreateDeps): (request: CreateDocument) => Created {
  const { database, documents } = deps
  const make = database.transaction((request: CreateDocument): Created => {
    const known = documents.find(request.id)
    if (known) {
      return known.created_hash === request.requestHash
        ? { kind: 'repeated', title: known.created_title, seq: known.created_seq }
        : { kind: 'refused', code: 'document-exists' }
    }
    return insertDocument(deps, request)
  })
  return (request) => {
    const { content } = request
    if (content && content.content.size > MAX_DOCUMENT_SIZE)
      return { kind: 'refused', code: 'document-too-large' }
    const fault = content && findFault(content)
    if (fault) throw new Error(`the content of a new document is unsound: ${fault}`)
    return make.immediate(request)
  }
}

function insertDocument(deps: CreateDeps, { id, content, person, requestHash }: CreateDocument): Created {
  const at = deps.now()
  const author = { id: person, key: deps.people.keyOf(person) }
  const epoch = Buffer.from(deps.randomBytes(SHORT_ID_BYTES)).toString('base64url')
  const title = content ? titleOf(content) : ''
  const seq = content ? 1 : 0
  const key = deps.documents.insert({ id, epoch, title, person: author.key, requestHash, seq, at })
  const empty = emptyDocument()
  deps.snapshots.save(key, 0, empty)
  deps.people.noteVisit(author.key, key)
  if (content) {
    const ring = [{ seq: 0, chain: firstChain(epoch), doc: empty, steps: [] }]
    const state: HeadState = {
      key,
      epoch,
      title,
      isTrashed: false,
      snapshot: { seq: 0, bytesSince: 0 },
      ring,
    }
    appendEvent(deps, state, {
      id: `create-${epoch}`,
      client: deps.people.serverClientOf(author),
      person: author,
      at,
      requestHash: Buffer.from(requestHash, 'hex'),
      steps: [new ReplaceStep(0, empty.content.size, new Slice(content.content, 0, 0))],
      dropped: [],
      doc: content,
    })
  }
  return { kind: 'created', title, seq }
}

import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import type { Node } from 'prosemirror-model'
import * as v from 'valibot'
import { firstChain, nextChain } from '../../db/chain.ts'
import { readBody } from '../../db/event-row.ts'
import { fold } from '../../document/commit/fold.ts'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import { findFault } from '../../document/schema/document-checks.ts'
import { emptyDocument, parseDocument, titleOf } from '../../document/schema/schema.ts'

/** A commit that somebody was told is recorded. */
export const Acknowledged = v.object({
  document: v.string(),
  id: v.string(),
  seq: v.number(),
  chain: v.string(),
})
export type Acknowledged = v.InferOutput<typeof Acknowledged>

/** What a database file holds, by its rows alone. */
export interface Audit {
  /** Everything that is not as it must be, in words; empty when all is well. */
  readonly faults: readonly string[]
  readonly documents: ReadonlyMap<string, AuditedDocument>
  readonly commits: number
}

/** A document as its log's rows tell it. */
export interface AuditedDocument {
  readonly seq: number
  readonly chain: string
  /** The fold of the log, as JSON. */
  readonly doc: unknown
  /** Ids of its events, in order. */
  readonly ids: readonly string[]
}

const DocumentRow = v.object({
  key: v.number(),
  id: v.string(),
  epoch: v.string(),
  title: v.string(),
  head_seq: v.number(),
})
type DocumentRow = v.InferOutput<typeof DocumentRow>

const EventRow = v.object({
  seq: v.number(),
  id: v.string(),
  client: v.string(),
  person: v.string(),
  at: v.number(),
  chain: v.instance(Uint8Array),
  body: v.string(),
})

const SnapshotRow = v.object({ seq: v.number(), doc: v.string(), hash: v.string() })
const LooseResidue = v.object({ document: v.number(), seq: v.number(), commit_id: v.string() })

// better-sqlite3 12 aborts when a statement is collected while its database is open.
const kept: Database.Statement[] = []

/**
 * Reads a database file as a stranger would, without the store: every log is dense, its chain unbroken and
 * recomputed, each version the fold of its steps and sound, every snapshot the fold at its number, the
 * document's row what its log says, every piece of residue from a commit that is there; and all that was
 * acknowledged stands in it once. Beside a running server it reads one moment of it.
 */
export function auditDatabase(file: string, acknowledged: readonly Acknowledged[] = []): Audit {
  const database = new Database(file, { readonly: true })
  try {
    database.exec('BEGIN')
    return audit(database, acknowledged)
  } finally {
    database.close()
  }
}

function audit(database: Database.Database, acknowledged: readonly Acknowledged[]): Audit {
  const faults: string[] = []
  const documents = new Map<string, AuditedDocument>()
  let commits = 0
  for (const row of all(database, 'PRAGMA integrity_check')) {
    if ((row as { integrity_check: string }).integrity_check !== 'ok') faults.push(JSON.stringify(row))
  }
  for (const row of all(database, 'PRAGMA foreign_key_check'))
    faults.push(`a loose key: ${JSON.stringify(row)}`)
  for (const row of all(database, 'SELECT key, id, epoch, title, head_seq FROM documents')) {
    const document = v.parse(DocumentRow, row)
    const found = auditDocument(database, document, faults)
    documents.set(document.id, found)
    commits += found.seq
  }
  const loose = `SELECT document, seq, commit_id FROM residue r WHERE NOT EXISTS
    (SELECT 1 FROM events e WHERE e.document = r.document AND e.seq = r.seq AND e.id = r.commit_id)`
  for (const row of all(database, loose))
    faults.push(`residue of no commit: ${JSON.stringify(v.parse(LooseResidue, row))}`)
  checkAcknowledged(database, acknowledged, faults)
  return { faults, documents, commits }
}

function auditDocument(database: Database.Database, row: DocumentRow, faults: string[]): AuditedDocument {
  const { key, id, epoch, title, head_seq } = row
  const snapshots = new Map(
    all(database, 'SELECT seq, doc, hash FROM snapshots WHERE document = ?', key).map((each) => {
      const snapshot = v.parse(SnapshotRow, each)
      return [snapshot.seq, snapshot]
    }),
  )
  const wrong = (what: string): void => void faults.push(`document ${id.slice(0, 4)}…: ${what}`)
  const checkSnapshot = (seq: number, doc: Node, hash?: string): void => {
    const snapshot = snapshots.get(seq)
    snapshots.delete(seq)
    if (!snapshot) return
    if (!parseDocument(JSON.parse(snapshot.doc)).eq(doc)) wrong(`the snapshot at ${seq} is not the fold`)
    const own = createHash('sha256')
      .update(snapshot.doc)
      .digest('hex')
      .slice(0, 2 * HASH_BYTES)
    if (own !== snapshot.hash || (seq > 0 && hash !== undefined && hash !== own))
      wrong(`the hash of the snapshot at ${seq} is not its own`)
  }

  let doc = emptyDocument()
  let chain = firstChain(epoch)
  const ids: string[] = []
  if (!snapshots.has(0)) wrong('no snapshot at 0')
  checkSnapshot(0, doc)
  const events = `SELECT e.seq, e.id, c.id AS client, p.id AS person, e.at, e.chain, e.body
    FROM events e JOIN clients c ON c.key = e.client JOIN people p ON p.key = e.person
    WHERE e.document = ? ORDER BY e.seq`
  for (const each of all(database, events, key)) {
    const event = v.parse(EventRow, each)
    ids.push(event.id)
    if (event.seq !== ids.length) wrong(`event ${event.seq} stands where ${ids.length} belongs`)
    chain = nextChain(chain, event)
    if (!chain.equals(event.chain)) wrong(`the chain breaks at ${event.seq}`)
    const body = readBody(event.body)
    doc = fold(doc, readStoredSteps(body.steps))
    const fault = findFault(doc)
    if (fault) wrong(`version ${event.seq}: ${fault}`)
    checkSnapshot(event.seq, doc, body.hash)
  }
  for (const seq of snapshots.keys()) wrong(`a snapshot at ${seq}, where there is no event`)
  if (new Set(ids).size !== ids.length) wrong('a commit stands in the log twice')
  if (head_seq !== ids.length) wrong(`its row says ${head_seq} and its log ends at ${ids.length}`)
  if (title !== titleOf(doc)) wrong('its row has another title')
  return { seq: ids.length, chain: chain.toString('base64url'), doc: doc.toJSON(), ids }
}

function checkAcknowledged(
  database: Database.Database,
  acknowledged: readonly Acknowledged[],
  faults: string[],
): void {
  const find = keep(
    database.prepare(
      'SELECT seq, chain FROM events WHERE id = ? AND document = (SELECT key FROM documents WHERE id = ?)',
    ),
  )
  for (const { document, id, seq, chain } of acknowledged) {
    const rows = find.all(id, document) as { seq: number; chain: Buffer }[]
    const [row] = rows
    if (rows.length !== 1 || row?.seq !== seq || row.chain.toString('base64url') !== chain)
      faults.push(`commit ${id} was acknowledged as ${seq} and is there ${rows.length} times, as ${row?.seq}`)
  }
}

function all(database: Database.Database, sql: string, ...values: unknown[]): unknown[] {
  return keep(database.prepare(sql)).all(...values)
}

function keep(statement: Database.Statement): Database.Statement {
  kept.push(statement)
  return statement
}

import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import type { DroppedStep } from '../document/commit/place.ts'
import { writeSteps } from '../document/commit/wire-steps.ts'
import { jsonSizeOf, weigh } from '../document/schema/document-weight.ts'
import { titleOf } from '../document/schema/schema.ts'
import { nextChain } from './chain.ts'
import type { DocumentTable } from './documents.ts'
import type { EventTable } from './events.ts'
import type { FileTable } from './files.ts'
import { advanceRing, type HeadState, headOf } from './heads.ts'
import { bytesOfVersion } from './held-bytes.ts'
import type { NewContent } from './new-content.ts'
import type { PersonRef } from './people.ts'
import type { SnapshotTable } from './snapshots.ts'

/**
 * Between two snapshots: whichever is reached first. Bytes are those of event bodies, and `STEP_BYTES` for each step:
 * a letter of a run has one byte, and its replay costs more.
 */
export interface SnapshotInterval {
  readonly commits: number
  readonly bytes: number
}

/** Opening a document costs a snapshot and a tail of at most this much, however old it is. */
export const SNAPSHOT_EVERY: SnapshotInterval = { commits: 200, bytes: 262_144 }

const STEP_BYTES = 16

/** A large document is written out less often: each snapshot takes as long as the document is. */
const COMMITS_PER_BYTE = 1 / 5_000
const BYTES_PER_BYTE = 1 / 8

/** A commit that has its place, with its author by wire id and by key. */
export interface PlacedCommit {
  readonly id: string
  readonly client: { readonly id: string; readonly key: number }
  readonly person: PersonRef
  readonly at: number
  readonly requestHash: Buffer
  readonly steps: readonly Step[]
  readonly dropped: readonly DroppedStep[]
  readonly tags?: Record<string, unknown> | undefined
  /** The document after the steps. */
  readonly doc: Node
  /** True or false for a move into the trash or out of it, which changes no text. */
  readonly trashed?: boolean
  /** What is written out already; it holds for these very steps and this document. */
  readonly written?: WrittenCommit | undefined
}

/** The JSON text of steps, and of the document that they lead to where a snapshot is due. */
export interface WrittenCommit {
  readonly steps: readonly Step[]
  readonly json: string
  /** What the version that they lead to holds beside the one before it (`bytesOfVersion`). */
  readonly bytes: number
  readonly snapshot?: Pick<NewContent, 'json' | 'hash'> & { readonly doc: Node }
}

/** The tables an event is written to. */
export interface AppendDeps {
  readonly documents: DocumentTable
  readonly events: EventTable
  readonly snapshots: SnapshotTable
  readonly files: Pick<FileTable, 'noteUses'>
  readonly snapshotEvery: SnapshotInterval
}

/**
 * Writes a placed commit as the next event of its document, with a snapshot where one is due, and answers
 * the head it leaves. The caller owns the transaction; nothing in memory changes here.
 */
export function appendEvent(tables: AppendDeps, state: HeadState, commit: PlacedCommit): HeadState {
  const head = headOf(state)
  const seq = head.seq + 1
  const written = commit.written?.steps === commit.steps ? commit.written : undefined
  const plainBody = toBody(commit, written?.json ?? writeSteps(commit.steps))
  const since = { json: plainBody, steps: commit.steps, doc: commit.doc }
  const isDue = isDueAfter(tables.snapshotEvery, state, since)
  const bytesSince = bytesSinceSnapshot(state, since)
  const hash = isDue ? saveSnapshot(tables, { key: state.key, seq }, commit.doc, written) : undefined
  const body = hash ? `${plainBody.slice(0, -1)},"hash":"${hash}"}` : plainBody
  const { id, at, client, person, requestHash } = commit
  const chain = nextChain(head.chain, { seq, id, client: client.id, person: person.id, at, body })
  tables.events.append({
    document: state.key,
    seq,
    kind: commit.trashed === undefined ? 'commit' : 'trash',
    id,
    client: client.key,
    person: person.key,
    at,
    chain,
    requestHash,
    body,
  })
  tables.files.noteUses(state.key, person, body)
  const title = titleOf(commit.doc)
  if (commit.trashed === undefined) tables.documents.advance(state.key, seq, title, at)
  else tables.documents.setTrashed(state.key, seq, commit.trashed ? at : null)
  if (isDue) tables.snapshots.thin(state.key)
  return {
    ...state,
    title,
    isTrashed: commit.trashed ?? state.isTrashed,
    snapshot: isDue ? { seq, bytesSince: 0 } : { seq: state.snapshot.seq, bytesSince },
    ring: advanceRing(state.ring, {
      seq,
      chain,
      doc: commit.doc,
      steps: commit.steps,
      bytes: written?.bytes ?? bytesOfVersion(head.doc, commit.doc, commit.steps),
    }),
  }
}

/** `size` is that of the document as JSON; `commits` and `bytes` were written since the last snapshot. */
export function isSnapshotDue(
  every: SnapshotInterval,
  size: number,
  commits: number,
  bytes: number,
): boolean {
  return (
    commits >= Math.max(every.commits, size * COMMITS_PER_BYTE) ||
    bytes >= Math.max(every.bytes, size * BYTES_PER_BYTE)
  )
}

/** Whether a snapshot is due after one more commit, whose steps or whole body are written out as `json`. */
export function isDueAfter(every: SnapshotInterval, state: HeadState, commit: NextCommit): boolean {
  const head = headOf(state)
  weigh(commit.doc, head.doc)
  const commits = head.seq + 1 - state.snapshot.seq
  return isSnapshotDue(every, jsonSizeOf(commit.doc), commits, bytesSinceSnapshot(state, commit))
}

type NextCommit = Pick<WrittenCommit, 'steps' | 'json'> & { readonly doc: Node }

function bytesSinceSnapshot({ snapshot }: HeadState, { steps, json }: NextCommit): number {
  return snapshot.bytesSince + json.length + STEP_BYTES * steps.length
}

function saveSnapshot(
  { snapshots }: AppendDeps,
  { key, seq }: { readonly key: number; readonly seq: number },
  doc: Node,
  written: WrittenCommit | undefined,
): string {
  if (written?.snapshot?.doc !== doc) return snapshots.save(key, seq, doc)
  snapshots.saveWritten(key, seq, written.snapshot)
  return written.snapshot.hash
}

/** The JSON text of an `EventBody`; a fingerprint goes to its end. */
function toBody({ dropped, tags, trashed }: PlacedCommit, steps: string): string {
  const others = JSON.stringify({ dropped: dropped.length ? dropped : undefined, tags, trashed })
  return `{"steps":${steps}${others === '{}' ? '' : `,${others.slice(1, -1)}`}}`
}

import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { MAX_COMMITS_BEHIND, MAX_STEPS_BEHIND, type Since } from '../document/commit/decide.ts'
import { foldInParts } from '../document/commit/fold.ts'
import { inOneGo, type Parts } from '../document/parts.ts'
import { weighInParts } from '../document/schema/document-weight.ts'
import type { DocumentRow, DocumentTable } from './documents.ts'
import type { EventTable, ReplayedEvent } from './events.ts'
import { bytesOfDocument } from './held-bytes.ts'
import type { Replay } from './replay.ts'
import type { SnapshotTable } from './snapshots.ts'

/** One version of a document and the steps that led to it from the one before. */
export interface RingVersion {
  readonly seq: number
  readonly chain: Buffer
  readonly doc: Node
  readonly steps: readonly Step[]
  /** About what it holds in memory beside the version before it. */
  readonly bytes: number
}

/** A document's newest versions, oldest first; the last one is the head. Never changed, only replaced. */
export interface HeadState {
  readonly key: number
  readonly epoch: string
  readonly title: string
  /** In the trash it can be read and not changed. */
  readonly isTrashed: boolean
  /** The newest snapshot and the bytes of bodies written since. */
  readonly snapshot: { readonly seq: number; readonly bytesSince: number }
  readonly ring: readonly RingVersion[]
}

/** Heads in memory. Only what is committed enters; the least recently used leave. */
export interface Heads {
  /** The committed head of a document, from memory or from disk. */
  load(id: string): HeadState | undefined
  /** The same in parts. */
  loadInParts(id: string): Parts<HeadState | undefined>
  /** The same where it is in memory. */
  known(id: string): HeadState | undefined
  /** True for a document that is in memory, or little to read. */
  isAtHand(id: string): boolean
  /** Takes over heads whose transaction returned. */
  adopt(states: ReadonlyMap<string, HeadState>): void
  /** Lets go of a document that is no more. */
  forget(id: string): void
  /** The document at its head, for somebody who passes once: those in memory stay there. */
  peek(row: DocumentRow): Node
  /**
   * The log between `base` and the head, which must be at most MAX_COMMITS_BEHIND apart; undefined when there are so
   * many steps between, or so much would have to be read, that others would wait for it.
   */
  since(state: HeadState, base: number): Since | undefined
  /** The same in parts. */
  sinceInParts(state: HeadState, base: number): Parts<Since | undefined>
  /** A version that is in memory, or little to read; undefined for one that takes longer. It must be in the log. */
  atHand(row: DocumentRow, seq: number): RingVersion | undefined
  /** Any version at all, by snapshot and replay. */
  version(row: DocumentRow, seq: number): RingVersion | undefined
}

/** The tables that heads are read from. */
export interface HeadsDeps {
  readonly documents: DocumentTable
  readonly events: EventTable
  readonly snapshots: SnapshotTable
  readonly replay: Replay
}

const CACHED_DOCUMENTS = 512
/** What is read where others wait for it, as `Replay` weighs it: some milliseconds. */
const LITTLE_BYTES = 262_144
/** All heads together, with their versions. */
const CACHED_BYTES = 192_000_000
/** The versions behind one head: older ones are read from disk again. */
const RING_BYTES = 8_000_000
/** What is read from disk for a late commit; most of it may be letters of a few bytes each. */
const LATE_BYTES = 65_536
/** A larger document is not read again for a late commit: what it is written in is parsed in one piece. */
const LATE_DOCUMENT_BYTES = 4_000_000

/** The last version of a head's ring. */
export function headOf(state: HeadState): RingVersion {
  const head = state.ring.at(-1)
  if (!head) throw new Error('a head without a version')
  return head
}

/** The ring after one more event: as many versions stay as a late commit may need, or fewer when they are heavy. */
export function advanceRing(ring: readonly RingVersion[], version: RingVersion): readonly RingVersion[] {
  const next = [...ring.slice(-MAX_COMMITS_BEHIND), version]
  let first = next.length - 1
  for (let bytes = version.bytes; first > 0; first--) {
    bytes += next[first - 1]?.bytes ?? 0
    if (bytes > RING_BYTES) break
  }
  return next.slice(first)
}

/** Makes an empty cache over the tables. */
export function createHeads({ documents, events, snapshots, replay }: HeadsDeps): Heads {
  const cache = new Map<string, HeadState>()
  const sizes = new Map<string, number>()
  let held = 0

  const replayTo = (key: number, epoch: string, seq: number): RingVersion => ({
    ...replay.versionAt({ key, epoch }, seq),
    steps: [],
    bytes: 0,
  })

  function known(id: string): HeadState | undefined {
    const state = cache.get(id)
    if (state) {
      cache.delete(id)
      cache.set(id, state)
    }
    return state
  }

  function* loadInParts(id: string): Parts<HeadState | undefined> {
    // Somebody else may load it, or write into it, between two parts.
    for (;;) {
      const row = cache.has(id) ? undefined : documents.find(id)
      if (!row) return known(id)
      const version = yield* replay.versionInParts(row, row.head_seq)
      yield* weighInParts(version.doc)
      const isHead = !cache.has(id) && documents.find(id)?.head_seq === row.head_seq
      if (isHead) return keep(row, { ...version, steps: [], bytes: 0 })
    }
  }

  function keep(row: DocumentRow, head: RingVersion): HeadState {
    const { id, key, epoch, title, trashed_at } = row
    const seq = snapshots.lastSeq(key)
    const snapshot = { seq, bytesSince: events.bytesAfter(key, seq) }
    const state = { key, epoch, title, isTrashed: trashed_at !== null, snapshot, ring: [head] }
    adopt(new Map([[id, state]]))
    return state
  }

  function adopt(states: ReadonlyMap<string, HeadState>): void {
    for (const [id, state] of states) {
      drop(id)
      cache.set(id, state)
      const bytes = bytesOf(state)
      sizes.set(id, bytes)
      held += bytes
    }
    for (const id of cache.keys()) {
      if (cache.size <= 1 || (cache.size <= CACHED_DOCUMENTS && held <= CACHED_BYTES)) return
      drop(id)
    }
  }

  function drop(id: string): void {
    cache.delete(id)
    held -= sizes.get(id) ?? 0
    sizes.delete(id)
  }

  /** Whether a version before the ring costs so little that a late commit may have it read. */
  function isNear({ key, epoch, ring: [first] }: HeadState, base: number): boolean {
    const between = events.bytesBetween(key, base, first?.seq ?? base)
    return (
      between <= LATE_BYTES &&
      snapshots.nearestSeq(key, base).bytes <= LATE_DOCUMENT_BYTES &&
      replay.weigh({ key, epoch }, base) <= LATE_DOCUMENT_BYTES + LATE_BYTES
    )
  }

  function* ringFrom(state: HeadState, base: number): Parts<readonly RingVersion[]> {
    const { key, epoch, ring } = state
    const first = ring[0]?.seq ?? 0
    if (base >= first) return ring.slice(base - first)
    const start = { ...(yield* replay.versionInParts({ key, epoch }, base)), steps: [], bytes: 0 }
    const passed = [...events.replay(key, base, first)].flat()
    return [start, ...(yield* extend(start, passed)), ...ring.slice(1)]
  }

  function* sinceInParts(state: HeadState, base: number): Parts<Since | undefined> {
    if (base < (state.ring[0]?.seq ?? 0) && !isNear(state, base)) return undefined
    const [start, ...later] = yield* ringFrom(state, base)
    if (!start) throw new Error('a base outside the log')
    if (later.reduce((count, { steps }) => count + steps.length, 0) > MAX_STEPS_BEHIND) return undefined
    return {
      chain: start.chain.toString('base64url'),
      doc: start.doc,
      head: headOf(state).doc,
      commits: later.map(({ steps }) => steps),
    }
  }

  const load = (id: string) => inOneGo(loadInParts(id))

  return {
    load,
    loadInParts,
    known,
    isAtHand(id) {
      const row = cache.has(id) ? undefined : documents.find(id)
      return !row || replay.weigh(row, row.head_seq) <= LITTLE_BYTES
    },
    adopt,
    forget: drop,
    peek({ id, key, epoch, head_seq }) {
      const state = cache.get(id)
      return (state ? headOf(state) : replayTo(key, epoch, head_seq)).doc
    },
    since: (state, base) => inOneGo(sinceInParts(state, base)),
    sinceInParts,
    atHand(row, seq) {
      const { id, key, epoch, head_seq } = row
      const version = cache.get(id)?.ring.find((version) => version.seq === seq)
      if (version) return version
      if (replay.weigh(row, seq) > LITTLE_BYTES) return undefined
      const state = seq === head_seq ? load(id) : undefined
      return state ? headOf(state) : replayTo(key, epoch, seq)
    },
    version(row, seq) {
      if (seq > row.head_seq) return undefined
      const state = load(row.id)
      return state?.ring.find((version) => version.seq === seq) ?? replayTo(row.key, row.epoch, seq)
    },
  }
}

/** Each version after `start`. */
function* extend(start: RingVersion, events: readonly ReplayedEvent[]): Parts<RingVersion[]> {
  const versions: RingVersion[] = []
  let { doc } = start
  for (const event of events) {
    doc = yield* foldInParts(doc, event.steps)
    versions.push({ ...event, doc, bytes: 0 })
  }
  return versions
}

function bytesOf(state: HeadState): number {
  return state.ring.reduce((sum, { bytes }) => sum + bytes, bytesOfDocument(headOf(state).doc))
}

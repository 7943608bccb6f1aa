import type { Node } from 'prosemirror-model'
import { foldInParts } from '../document/commit/fold.ts'
import { inOneGo, type Parts } from '../document/parts.ts'
import { firstChain } from './chain.ts'
import type { EventTable } from './events.ts'
import type { SnapshotTable } from './snapshots.ts'

/** A document as the events up to `seq` leave it, and the chain there. */
export interface FoldedVersion {
  readonly seq: number
  readonly chain: Buffer
  readonly doc: Node
}

/** Whose log is replayed: its key inside the database and what its chain begins with. */
export interface ReplayedLog {
  readonly key: number
  readonly epoch: string
}

/** Makes any version of a document out of its nearest snapshot and the events after it. */
export interface Replay {
  /**
   * The document at `seq`, which must be in its log. `known`, a version at or before it, is gone on from where it is
   * nearer than a snapshot. A portion of the events is in memory at a time, however long the tail is.
   */
  versionAt(log: ReplayedLog, seq: number, known?: FoldedVersion): FoldedVersion
  /** The same in parts. */
  versionInParts(log: ReplayedLog, seq: number, known?: FoldedVersion): Parts<FoldedVersion>
  /** About how much work that version is, in bytes read: each event counts for some hundred besides its own. */
  weigh(log: ReplayedLog, seq: number): number
}

/** Reading and folding an event is as much work as reading so many bytes. */
const EVENT_BYTES = 400

/** Reads the two tables; holds nothing. */
export function createReplay(events: EventTable, snapshots: SnapshotTable): Replay {
  function* nearest({ key, epoch }: ReplayedLog, seq: number): Parts<FoldedVersion> {
    const snapshot = yield* snapshots.nearest(key, seq)
    return { ...snapshot, chain: events.chainAt(key, snapshot.seq) ?? firstChain(epoch) }
  }

  function* versionInParts(log: ReplayedLog, seq: number, known?: FoldedVersion): Parts<FoldedVersion> {
    const isNearer = known && known.seq <= seq && known.seq >= snapshots.nearestSeq(log.key, seq).seq
    const start = isNearer ? known : yield* nearest(log, seq)
    let { chain, doc } = start
    for (const portion of events.replay(log.key, start.seq, seq)) {
      yield
      doc = yield* foldInParts(
        doc,
        portion.flatMap(({ steps }) => steps),
      )
      chain = portion.at(-1)?.chain ?? chain
    }
    return { seq, chain, doc }
  }

  return {
    versionAt: (log, seq, known) => inOneGo(versionInParts(log, seq, known)),
    versionInParts,
    weigh({ key }, seq) {
      const snapshot = snapshots.nearestSeq(key, seq)
      return snapshot.bytes + events.bytesBetween(key, snapshot.seq, seq) + EVENT_BYTES * (seq - snapshot.seq)
    },
  }
}

import type { Mappable, MapResult, StepMap } from 'prosemirror-transform'
import { cutByMove, joinRanges, type Range } from '../../../document/commit/carry-ranges.ts'
import { MoveMap } from '../../../document/commit/move-map.ts'
import '../../../document/prosemirror-internals.ts'

/** One step's position map in the order things happened here, mine and everybody else's. */
export interface Entry {
  readonly map: StepMap
  /** The earlier entry this one undoes exactly, so that what stood inside its change is found again. */
  readonly takesBack: number | undefined
}

export type { Range }

/** The way from an older version of the shown document to the one shown now. Grows while undoing. */
export interface Route {
  /** Maps single positions of the version before entry `index`, as `Step.map` wants them. */
  since(index: number): Mappable
  /**
   * Where the content of a range stands now, in order. What others have written inside it is not part of the
   * answer; what was deleted and put back is.
   */
  carry(range: Range, index: number): Range[]
  append(map: StepMap, takesBack?: number): void
  /** For each map appended since the route was made, which entry it takes back. */
  readonly appended: readonly (number | undefined)[]
}

interface Piece extends Range {
  readonly at: number
}

/** A route through `entries`, the first of which has the index `base`. */
export function createRoute(entries: readonly Entry[], base: number): Route {
  const maps: StepMap[] = []
  // Each change is taken back at most once, and what took it back may itself be taken back: a chain, which a
  // `Mapping` with its one mirror per map cannot hold.
  const takenBackBy = new Map<number, number>()

  const appended: (number | undefined)[] = []

  function add(map: StepMap, takesBack: number | undefined) {
    if (takesBack !== undefined && takesBack >= base) takenBackBy.set(takesBack - base, maps.length)
    maps.push(map)
  }

  function mapResult(pos: number, assoc: number, start: number): MapResult {
    const gone = { deleted: false, deletedBefore: false, deletedAfter: false, deletedAcross: false }
    for (let at = start; at < maps.length; at++) {
      const result = (maps[at] as StepMap).mapResult(pos, assoc)
      const later = result.recover === null ? undefined : takenBackBy.get(at)
      if (later !== undefined && result.recover !== null) {
        pos = (maps[later] as StepMap).recover(result.recover)
        at = later
        continue
      }
      gone.deleted ||= result.deleted
      gone.deletedBefore ||= result.deletedBefore
      gone.deletedAfter ||= result.deletedAfter
      gone.deletedAcross ||= result.deletedAcross
      pos = result.pos
    }
    return { pos, recover: null, ...gone }
  }

  for (const entry of entries) add(entry.map, entry.takesBack)
  return {
    appended,
    append(map, takesBack) {
      add(map, takesBack)
      appended.push(takesBack)
    },
    since: (index) => ({
      map: (pos, assoc = 1) => mapResult(pos, assoc, index - base).pos,
      mapResult: (pos, assoc = 1) => mapResult(pos, assoc, index - base),
    }),
    carry(range, index) {
      const waiting: Piece[] = range.from < range.to ? [{ ...range, at: index - base }] : []
      const arrived: Range[] = []
      for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
        if (piece.at >= maps.length) arrived.push({ from: piece.from, to: piece.to })
        else waiting.push(...advance(piece, maps, takenBackBy.get(piece.at)))
      }
      return joinRanges(arrived)
    },
  }
}

/** Carries a piece over one change: it may be moved, cut by an insertion, deleted, or found again later on. */
function advance({ from, to, at }: Piece, maps: readonly StepMap[], later: number | undefined): Piece[] {
  const map = maps[at] as StepMap
  if (map instanceof MoveMap) return cutByMove(map, { from, to }).map((piece) => ({ ...piece, at: at + 1 }))
  const pieces: Piece[] = []
  let cursor = from
  let shift = 0
  let change = 0
  map.forEach((oldStart, oldEnd, _newStart, newEnd) => {
    if (oldStart > cursor && cursor < to) {
      pieces.push({ from: cursor + shift, to: Math.min(oldStart, to) + shift, at: at + 1 })
    }
    const low = Math.max(from, oldStart)
    const high = Math.min(to, oldEnd)
    if (later !== undefined && low < high) {
      const found = (maps[later] as StepMap).recover(change) - oldStart
      pieces.push({ from: low + found, to: high + found, at: later + 1 })
    }
    cursor = Math.max(cursor, oldEnd)
    shift = newEnd - oldEnd
    change++
  })
  if (cursor < to) pieces.push({ from: cursor + shift, to: to + shift, at: at + 1 })
  return pieces
}

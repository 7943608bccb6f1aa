import { type MapResult, StepMap } from 'prosemirror-transform'

/**
 * Where positions go when neighbours move: those in the moved range go along, so that whatever stands there, a
 * caret or an edit still to come, stays with its text. Nothing is deleted. To those who ask what has changed it
 * is a deletion at the one place and an insertion at the other.
 */
export class MoveMap extends StepMap {
  readonly from: number
  readonly to: number
  readonly at: number

  /** `at` is a position of the document before, and not inside of `from` to `to`. */
  constructor(from: number, to: number, at: number) {
    const gone = [from, to - from, 0]
    const come = [at, 0, to - from]
    super(at >= to ? [...gone, ...come] : [...come, ...gone])
    this.from = from
    this.to = to
    this.at = at
  }

  /** The size of what moves. */
  get size(): number {
    return this.to - this.from
  }

  /** Where the moved range begins afterwards. */
  get newFrom(): number {
    return this.at >= this.to ? this.at - this.size : this.at
  }

  /** Whether a position goes along; at an edge its side decides. */
  carries(pos: number, assoc: number): boolean {
    if (pos === this.from) return assoc > 0
    if (pos === this.to) return assoc < 0
    return pos > this.from && pos < this.to
  }

  override map(pos: number, assoc = 1): number {
    const { from, to, at, size } = this
    if (this.carries(pos, assoc)) return pos - from + this.newFrom
    const isBehindTarget = pos > at || (pos === at && assoc > 0)
    return pos + (isBehindTarget ? size : 0) - (pos >= to ? size : 0)
  }

  override mapResult(pos: number, assoc = 1): MapResult {
    return StepMap.empty.mapResult(this.map(pos, assoc))
  }

  override invert(): MoveMap {
    const { newFrom, size } = this
    return new MoveMap(newFrom, newFrom + size, this.at >= this.to ? this.from : this.to)
  }
}

import { type Node, type Schema, Slice } from 'prosemirror-model'
import { type Mappable, Step, StepResult } from 'prosemirror-transform'
import { MoveMap } from './move-map.ts'

/**
 * Takes neighbours, such as a block or several in a row, from one place to another. It holds no content: what
 * stands between `from` and `to` when it is applied moves, so that what others write there meanwhile goes along.
 * `docs/decisions/a-move-is-a-step.md` says why it is not a deletion and an insertion. It is not in ProseMirror's own
 * register of steps, which refuses a module that is loaded twice: `sound-step.ts` reads it.
 */
export class MoveStep extends Step {
  readonly from: number
  readonly to: number
  readonly at: number

  /** All are positions of the document before; `from` and `to` have one parent, `at` is not between them. */
  constructor(from: number, to: number, at: number) {
    super()
    this.from = from
    this.to = to
    this.at = at
  }

  /** A move to where it stands already, at one of its own edges, changes nothing. */
  get isIdle(): boolean {
    return this.at === this.from || this.at === this.to
  }

  override apply(doc: Node): StepResult {
    const { from, to, at } = this
    if (from >= to || (at > from && at < to)) return StepResult.fail('it would move into itself')
    if (!doc.resolve(from).sameParent(doc.resolve(to))) return StepResult.fail('it would tear blocks apart')
    if (this.isIdle) return StepResult.ok(doc)
    const taken = StepResult.fromReplace(doc, from, to, Slice.empty)
    if (!taken.doc) return taken
    const { newFrom } = this.getMap()
    return StepResult.fromReplace(taken.doc, newFrom, newFrom, doc.slice(from, to))
  }

  override getMap(): MoveMap {
    return new MoveMap(this.from, this.to, this.at)
  }

  override invert(): MoveStep {
    const { from, to, at } = this.getMap().invert()
    return new MoveStep(from, to, at)
  }

  /** Null when nothing is left of what was to move. */
  override map(mapping: Mappable): MoveStep | null {
    const from = mapping.mapResult(this.from, 1)
    const to = mapping.mapResult(this.to, -1)
    if (from.pos >= to.pos || (from.deletedAcross && to.deletedAcross)) return null
    return new MoveStep(from.pos, to.pos, mapping.map(this.at, -1))
  }

  override toJSON(): { stepType: 'move'; from: number; to: number; at: number } {
    const { from, to, at } = this
    return { stepType: 'move', from, to, at }
  }

  static override fromJSON(_schema: Schema, json: Readonly<Record<string, unknown>>): MoveStep {
    const { from, to, at } = json
    if (typeof from !== 'number' || typeof to !== 'number' || typeof at !== 'number') {
      throw new RangeError('a move has three positions')
    }
    return new MoveStep(from, to, at)
  }
}

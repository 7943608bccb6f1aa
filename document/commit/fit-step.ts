import type { Node } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import { MoveStep } from './move-step.ts'

/**
 * A move or deletion whose range has become all that its parent holds, as after somebody wrapped the block or
 * deleted its last neighbour, takes the parent along where that must not be empty: a list does not stay behind
 * without items. Other steps come back as they are.
 */
export function fitStep(doc: Node, step: Step): Step {
  if (step instanceof MoveStep) {
    const { from, to } = takeParents(doc, step, step.at)
    return from === step.from ? step : new MoveStep(from, to, step.at)
  }
  if (step instanceof ReplaceStep && mayBeFitted(step)) {
    const { from, to } = takeParents(doc, step)
    return from === step.from ? step : new ReplaceStep(from, to, step.slice, step.structure)
  }
  return step
}

/** False for a step that comes back as it is wherever it stands: nobody needs to build the document to ask. */
export function mayBeFitted(step: Step): boolean {
  return (
    step instanceof MoveStep || (step instanceof ReplaceStep && step.slice.size === 0 && step.from < step.to)
  )
}

interface Range {
  readonly from: number
  readonly to: number
}

function takeParents(doc: Node, range: Range, target?: number): Range {
  const $from = doc.resolve(range.from)
  const { parent, depth } = $from
  const { isolating } = parent.type.spec
  if (depth === 0 || isolating || parent.isTextblock || parent.type.contentMatch.validEnd) return range
  if (range.from !== $from.start() || range.to !== $from.end()) return range
  const around = { from: $from.before(), to: $from.after() }
  const isInside = target !== undefined && target > around.from && target < around.to
  return isInside ? range : takeParents(doc, around, target)
}

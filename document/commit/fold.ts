import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'

/**
 * The document after the steps of one event. Throws when a step does not apply: the document then is not the
 * one the event was made for, and nothing derived from it may be trusted.
 */
export function fold(doc: Node, steps: readonly Step[]): Node {
  let folded = doc
  for (const [index, step] of steps.entries()) {
    const result = step.apply(folded)
    if (!result.doc) throw new Error(`step ${index} of a recorded commit does not apply: ${result.failed}`)
    folded = result.doc
  }
  return folded
}

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

/**
 * The same document as `fold` gives, sooner, for a tail whose versions in between nobody asks for: neighbours
 * that ProseMirror can merge, as it can what is typed or erased in a row, are applied as one.
 */
export function foldTail(doc: Node, steps: readonly Step[]): Node {
  const merged: Step[] = []
  for (const step of steps) {
    const joined = merged.at(-1)?.merge(step)
    if (joined) merged[merged.length - 1] = joined
    else merged.push(step)
  }
  return fold(doc, merged)
}

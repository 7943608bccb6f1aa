import type { Node } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { changesBetween } from '../document/schema/changes-between.ts'
import { weigh, weighNode } from '../document/schema/document-weight.ts'

/** About what a node takes in memory, beside its text, and a reference to one in a list of children. */
const NODE = 150
const REFERENCE = 8
/** A letter that was typed, as a step. */
const STEP = 300

/** About how many bytes a whole document holds in memory. */
export function bytesOfDocument(doc: Node): number {
  const { size, nodes, attributes } = weigh(doc)
  return NODE * nodes + 2 * size + attributes
}

/**
 * About how many bytes a version holds beside the one before it: it shares most nodes with it, but a changed one has a
 * list of children of its own, and the steps stay too.
 */
export function bytesOfVersion(before: Node, doc: Node, steps: readonly Step[]): number {
  let bytes = NODE
  for (const change of changesBetween(before, doc)) {
    if (change.kind === 'changed') bytes += NODE + REFERENCE * change.after.childCount
    else if (change.kind === 'come') {
      const { size, nodes, attributes } = weighNode(change.node)
      bytes += NODE * nodes + 2 * size + attributes
    }
  }
  for (const step of steps) bytes += STEP + (hasSlice(step) ? 2 * step.slice.content.size : 0)
  return bytes
}

function hasSlice(step: Step): step is ReplaceStep | ReplaceAroundStep {
  return step instanceof ReplaceStep || step instanceof ReplaceAroundStep
}

import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { inOneGo, type Parts } from '../parts.ts'
import { LightTransform } from './light-transform.ts'

/**
 * The document after the steps of one event, or of several in a row. Throws when a step does not apply: the document
 * then is not the one the event was made for, and nothing derived from it may be trusted.
 */
export function fold(doc: Node, steps: readonly Step[]): Node {
  return inOneGo(foldInParts(doc, steps))
}

/** The same in parts. */
export function* foldInParts(doc: Node, steps: readonly Step[]): Parts<Node> {
  const transform = new LightTransform(doc)
  for (const [index, step] of steps.entries()) {
    const refused = transform.tryStep(step)
    if (refused) throw new Error(`step ${index} of a recorded commit does not apply: ${refused.failed}`)
    yield
  }
  return transform.doc
}

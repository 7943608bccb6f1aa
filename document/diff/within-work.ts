import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import { MAX_COMMIT_WORK } from '../commit/begin-at-base.ts'
import { LightTransform } from '../commit/light-transform.ts'
import { OpenDocument, TooMuchWork } from '../commit/open-document.ts'

/** True when a commit of these steps is taken: they are not so many at so wide places that others would wait. */
export function isWithinWork(base: Node, steps: readonly Step[]): boolean {
  const transform = new LightTransform(new OpenDocument(base, MAX_COMMIT_WORK))
  try {
    for (const step of steps) {
      transform.invert(step)
      const failed = transform.tryStep(step)
      if (failed) throw new Error(`a step of a rewriting does not fit: ${failed.failed}`)
    }
    return true
  } catch (error) {
    if (error instanceof TooMuchWork) return false
    throw error
  }
}

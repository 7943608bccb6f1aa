// A mutant of document/commit/there-and-back.ts: what is taken back within a commit and what it took away have nothing
// to do with each other. The laws must notice.
import type { Step } from 'prosemirror-transform'
import type { StepTarget } from '../../../document/commit/light-transform.ts'
import type { Parts } from '../../../document/parts.ts'

export function* stepThereAndBack(target: StepTarget, steps: readonly Step[]): Parts<void> {
  for (const step of steps) {
    target.step(step)
    yield
  }
}

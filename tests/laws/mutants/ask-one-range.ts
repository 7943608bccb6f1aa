// A mutant of document/commit/torn-range.ts: it does not ask what a move has brought into what a step deletes around
// its gap. The laws must notice.
import { Slice } from 'prosemirror-model'
import { type Mapping, ReplaceAroundStep, ReplaceStep } from 'prosemirror-transform'
import * as honest from '../../../document/commit/torn-range.ts'

const DELETES_NOTHING = new ReplaceStep(0, 0, Slice.empty)

export function createTornRanges(mapping: Mapping): honest.TornRanges {
  const whole = honest.createTornRanges(mapping)
  return {
    ...whole,
    isTorn: (step, mapped, start) =>
      whole.isTorn(step, step instanceof ReplaceAroundStep ? DELETES_NOTHING : mapped, start),
  }
}

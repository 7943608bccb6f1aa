// A mutant of document/commit/decide.ts: it does not ask on which log a commit was made, so that a folder put back
// is not noticed. The laws must notice.
import * as honest from '../../../document/commit/decide.ts'

export const { MAX_COMMITS_BEHIND, refuseEarly } = honest

export function decide(...[head, incoming, since]: Parameters<typeof honest.decide>): honest.Decision {
  return honest.decide(head, { ...incoming, chain: undefined }, since)
}

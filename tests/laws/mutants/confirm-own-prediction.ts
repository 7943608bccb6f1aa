// A mutant of web/sync/confirm.ts: the confirmed document advances by what this page predicted instead of by
// what the log says. The laws must notice.
import type { ConfirmedOwn } from '../../../web/sync/confirm.ts'
import type { ClientStep, ReadCommit } from '../../../web/sync/sync-state.ts'

export function confirmOwn(_event: ReadCommit, mine: readonly ClientStep[]): ConfirmedOwn {
  return { steps: mine.map(({ step }) => step), isAsPredicted: true }
}

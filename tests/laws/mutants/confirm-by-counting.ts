// A mutant of web/sync/confirm.ts: it believes that the log holds what this page sent, as
// prosemirror-collab-commit does. The laws must notice.
import type { ConfirmedOwn } from '../../../web/sync/confirm.ts'
import type { ReadCommit } from '../../../web/sync/sync-state.ts'

export function confirmOwn(event: ReadCommit): ConfirmedOwn {
  return { steps: event.steps, isAsPredicted: true }
}

// A mutant of document/commit/taken-back.ts: a pending undo is placed without regard to what has become of the change it
// takes back. The laws must notice.
import * as honest from '../../../document/commit/taken-back.ts'

export function createTakenBack(...args: Parameters<typeof honest.createTakenBack>): honest.TakenBack {
  return { ...honest.createTakenBack(...args), stepFor: () => undefined }
}

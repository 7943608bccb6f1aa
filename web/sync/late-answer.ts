import type { Answer } from '../api/answer.ts'
import type { Clock } from './clock.ts'

/** Watches over requests whose answers may never come, because they went into a connection without another end. */
export interface LateAnswers {
  /**
   * The answer; or that there is none, when `giveUp` was called after it was late, or when it is twice as late: the
   * page's stream may be good, and this request in a dead connection of its own. `size` is the body's, in bytes.
   */
  wait<T>(answer: Promise<Answer<T>>, size: number): Promise<Answer<T>>
  /** The line is another one now: what was late on the old one is not waited for any more. */
  giveUp(): void
}

/** How late an answer is that makes the line doubtful. */
export const LATE_MS = 5_000

/** Bytes a millisecond: what the slowest line carries that is not taken for a dead one. */
const SLOWEST_BYTES_PER_MS = 10

/** `onLate` is called once for each answer that is late. */
export function createLateAnswers(clock: Clock, onLate: () => void): LateAnswers {
  const late = new Set<() => void>()
  return {
    wait: (answer, size) =>
      new Promise((resolve, reject) => {
        const abandon = (): void => resolve({ kind: 'unreachable' })
        const patience = LATE_MS + size / SLOWEST_BYTES_PER_MS
        let cancel = clock.after(patience, () => {
          late.add(abandon)
          cancel = clock.after(patience, abandon)
          onLate()
        })
        const settled = (): void => {
          cancel()
          late.delete(abandon)
        }
        answer.finally(settled).then(resolve, reject)
      }),
    giveUp() {
      const abandoned = [...late]
      late.clear()
      for (const abandon of abandoned) abandon()
    },
  }
}

import type { Answer } from '../api/answer.ts'
import type { Clock } from './clock.ts'

/** Watches over requests whose answers may never come, because they went into a connection without another end. */
export interface LateAnswers {
  /**
   * The answer; or that there is none, when it was late and then `giveUp` was called, or when it was late for long:
   * the page's stream may be good, and this request in a dead connection of its own. Then `ask`'s signal aborts, so
   * that the browser closes that connection. `size` is the body's, in bytes.
   */
  wait<T>(ask: (signal: AbortSignal) => Promise<Answer<T>>, size: number): Promise<Answer<T>>
  /** The line is another one now: what was late on the old one is not waited for any more. */
  giveUp(): void
}

/** How late an answer is that makes the line doubtful. */
export const LATE_MS = 5_000

/** The same when the answer before did not come either: a browser may keep several connections that are dead. */
const LATE_AGAIN_MS = 2_000

/** A stream that has died with the line is back by then, and says so by `giveUp`. */
const GRACE_MS = 1_000

/** Bytes a millisecond: what the slowest line carries that is not taken for a dead one. */
const SLOWEST_BYTES_PER_MS = 10

/** `onLate` is called once for each answer that is late. */
export function createLateAnswers(clock: Clock, onLate: () => void): LateAnswers {
  const late = new Set<() => void>()
  let hasGivenUp = false

  return {
    wait: (ask, size) =>
      new Promise((resolve, reject) => {
        const request = new AbortController()
        const abandon = (): void => {
          hasGivenUp = true
          resolve({ kind: 'unreachable' })
          request.abort()
        }
        const onItsWay = size / SLOWEST_BYTES_PER_MS
        let cancel = clock.after((hasGivenUp ? LATE_AGAIN_MS : LATE_MS) + onItsWay, () => {
          late.add(abandon)
          cancel = clock.after(GRACE_MS + onItsWay, abandon)
          onLate()
        })
        const settled = (): void => {
          cancel()
          late.delete(abandon)
        }
        ask(request.signal)
          .finally(settled)
          .then((answer) => {
            if (answer.kind !== 'unreachable') hasGivenUp = false
            resolve(answer)
          }, reject)
      }),
    giveUp() {
      const abandoned = [...late]
      late.clear()
      for (const abandon of abandoned) abandon()
    },
  }
}

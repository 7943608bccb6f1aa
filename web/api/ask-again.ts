import { createBackoff } from '../sync/backoff.ts'
import type { Clock } from '../sync/clock.ts'
import type { Answer } from './answer.ts'

/** What is not an answer to what was asked. */
export type NotGiven = Exclude<Answer<unknown>, { kind: 'ok' }>

/** True for our server's word that it cannot now: nothing has been made of what was asked. */
export function isBusy(answer: NotGiven): boolean {
  if (answer.kind !== 'refused') return false
  return answer.code === 'too-many-requests' || answer.code === 'shutting-down'
}

/** How often it is asked in all: about a quarter of an hour where each answer asks for half a minute. */
const TRIES = 30

/** What asking again needs from outside. */
export interface AskAgainDeps {
  readonly clock: Pick<Clock, 'after'>
  /** True for what passes by itself. */
  readonly passes: (answer: NotGiven) => boolean
  /** From 0 up to 1. */
  readonly random: () => number
  /** Told before each wait. */
  readonly onWait: () => void
  /** Ends the waiting: then the last answer is the answer. */
  readonly signal: AbortSignal
}

/**
 * Asks until there is an answer that lasts: after one that passes, again when the server said so, or by backoff. For
 * what may be asked twice without harm.
 */
export async function askAgain<T>(
  ask: () => Promise<Answer<T>>,
  { clock, passes, random, onWait, signal }: AskAgainDeps,
): Promise<Answer<T>> {
  const backoff = createBackoff(random)
  for (let tries = 1; ; tries++) {
    const answer = await ask()
    if (answer.kind === 'ok' || !passes(answer) || tries === TRIES || signal.aborted) return answer
    onWait()
    const asked = answer.kind === 'refused' ? (answer.retryAfterMs ?? 0) : 0
    await new Promise<void>((resolve) => {
      const end = (): void => {
        cancel()
        signal.removeEventListener('abort', end)
        resolve()
      }
      const cancel = clock.after(Math.max(asked, backoff.next()), end)
      signal.addEventListener('abort', end)
    })
    if (signal.aborted) return answer
  }
}

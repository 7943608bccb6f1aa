import type { Trash } from '../db/trash.ts'
import type { MonotonicClock } from './clock.ts'
import { inTurns } from './in-turns.ts'
import type { Log } from './log.ts'

/** Removes, beside everything else, what is kept of documents that were deleted for ever. */
export interface Removing {
  /** Goes on with what there is to remove, and with what comes meanwhile. */
  begin(): void
  stop(): void
}

interface RemovingDeps {
  readonly trash: Pick<Trash, 'removeDeleted'>
  readonly clock: MonotonicClock
  readonly logger: Log
}

/** Makes one that waits to be told. What a disk does not let go of now is tried again at the next deletion or start. */
export function createRemoving({ trash, clock, logger }: RemovingDeps): Removing {
  let isAtWork = false
  let isStopped = false

  function* steps(): Generator<void> {
    const removal = trash.removeDeleted()
    while (!isStopped && !removal.next().done) yield
  }

  return {
    begin() {
      if (isAtWork) return
      isAtWork = true
      void inTurns(clock, steps())
        .catch((error) =>
          logger.error({ err: error }, 'what is left of a deleted document could not be removed'),
        )
        .finally(() => {
          isAtWork = false
        })
    },
    stop() {
      isStopped = true
    },
  }
}

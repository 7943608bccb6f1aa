import type { FileBytes } from '../db/file-bytes.ts'
import type { Store } from '../db/store.ts'
import type { DocumentId } from '../document/protocol/ids.ts'
import type { Clock, Timer } from './clock.ts'
import { inTurns } from './in-turns.ts'
import type { Log } from './log.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

interface SweepDeps {
  readonly bytes: FileBytes
  readonly endDocument: (id: DocumentId) => void
  readonly clock: Clock
  readonly logger: Log
}

/** Removes what is kept no longer, now and once a day. A disk without space is no reason to end. */
export function sweepDaily(
  { residue, files, trash }: Pick<Store, 'residue' | 'files' | 'trash'>,
  { bytes, endDocument, clock, logger }: SweepDeps,
): Timer {
  const startedAt = clock.now() - clock.elapsed()
  // A date that is set forward by mistake must not delete what was to be kept for 30 days: not more time passes than passed.
  const passed = (): number => Math.min(clock.now(), startedAt + clock.elapsed())
  const fail = (error: unknown): void =>
    logger.error({ err: error }, 'what was put aside or thrown away long ago could not be removed')
  let isStopped = false
  function* endAll(documents: readonly DocumentId[]): Generator<void> {
    for (const id of documents) {
      // Who made it may have taken it out of the trash, or deleted it, in a turn between.
      if (!isStopped && trash.isExpired(id, passed())) endDocument(id)
      yield
    }
  }
  const sweep = (): void => {
    const now = passed()
    try {
      residue.forget(now)
      inTurns(clock, endAll(trash.expired(now))).catch(fail)
    } catch (error) {
      fail(error)
    }
    try {
      // A file that just came has no document that names it yet.
      const before = now - DAY_MS
      files.forget(before)
      bytes.sweep(files.hasHash, before)
    } catch (error) {
      logger.error({ err: error }, 'files of removed documents could not be removed')
    }
  }
  sweep()
  const daily = clock.every(DAY_MS, sweep)
  return {
    cancel() {
      isStopped = true
      daily.cancel()
    },
  }
}

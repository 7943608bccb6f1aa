import type { Worker } from 'node:worker_threads'
import type { MonotonicClock, Timer } from '../clock.ts'
import type { Log } from '../log.ts'

/** The part of a thread that is used. Its first message says that it is ready, each further one is a result. */
export type LaneWorker = Pick<Worker, 'on' | 'postMessage' | 'terminate' | 'unref'>

/** How a job ended: with what the thread answered, or without. */
export type LaneEnd<R> =
  | { readonly kind: 'answered'; readonly result: R }
  /** The time was over, or the thread fell, as it does without memory. */
  | { readonly kind: 'late' | 'fallen' }

/** A thread that does one job at a time. */
export interface Lane<J, R> {
  isFree(): boolean
  /** Hands a job to the free thread, for so many milliseconds from the moment that it has it. */
  run(job: J, limitMs: number, end: (ended: LaneEnd<R>) => void): void
  /** Ends the thread; when this settles, nothing that it had open is open any more. */
  close(): Promise<void>
}

/** What a lane needs from outside. */
export interface LaneDeps {
  readonly startWorker: () => LaneWorker
  readonly clock: MonotonicClock
  readonly logger: Log
}

const IDLE_MS = 60_000
/** Reading its code takes a thread a fraction of a second, on a machine that has other work many. */
const START_MS = 60_000

interface Thread {
  readonly worker: LaneWorker
  isReady: boolean
}

interface Current<J, R> {
  readonly job: J
  readonly limitMs: number
  readonly end: (ended: LaneEnd<R>) => void
}

/**
 * Makes a lane. Its thread is started by the first job, replaced at once when it was too slow or fell, and ends when
 * there was no job for a while.
 */
export function createLane<J, R>({ startWorker, clock, logger }: LaneDeps): Lane<J, R> {
  let thread: Thread | undefined
  let current: Current<J, R> | undefined
  let timer: Timer | undefined
  let ended: Promise<unknown> = Promise.resolve()

  const stop = (): void => {
    timer?.cancel()
    if (thread) ended = Promise.all([ended, thread.worker.terminate()])
    thread = undefined
  }
  const settle = (ended: LaneEnd<R>): void => {
    timer?.cancel()
    const done = current
    current = undefined
    timer = clock.after(IDLE_MS, stop)
    done?.end(ended)
  }
  const replace = (kind: 'late' | 'fallen'): void => {
    stop()
    // A thread that falls before it had a job would fall for ever.
    if (current) start()
    settle({ kind })
  }
  function start(): Thread {
    const started: Thread = { worker: startWorker(), isReady: false }
    thread = started
    started.worker.unref()
    started.worker.on('message', (result: R) => {
      if (started !== thread) return
      if (started.isReady) return settle({ kind: 'answered', result })
      started.isReady = true
      if (current) give(started, current)
    })
    started.worker.on('error', (error) => {
      if (started !== thread) return
      logger.error({ err: error }, 'a thread fell')
      replace('fallen')
    })
    return started
  }
  function give({ worker }: Thread, { job, limitMs }: Current<J, R>): void {
    timer?.cancel()
    timer = clock.after(limitMs, () => replace('late'))
    worker.postMessage(job)
  }

  return {
    isFree: () => current === undefined,
    run(job, limitMs, end) {
      current = { job, limitMs, end }
      timer?.cancel()
      timer = clock.after(START_MS, () => replace('late'))
      const at = thread ?? start()
      if (at.isReady) give(at, current)
    },
    async close() {
      stop()
      await ended
    },
  }
}

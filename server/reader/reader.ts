import { Worker } from 'node:worker_threads'
import type { MonotonicClock } from '../clock.ts'
import type { Asker } from '../exchange/asker.ts'
import { createLane, type LaneEnd, type LaneWorker } from '../exchange/lane.ts'
import { createTurns, type TurnLimits, type Waiting } from '../exchange/turns.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { ReadJob, ReadKind, ReadOutcome, Reads } from './read-jobs.ts'

/** Reads what takes long beside the event loop, in threads with a connection of their own. */
export interface Reader {
  /**
   * Answers in this asker's turn; what was acknowledged before is seen. Undefined when there is no such document or
   * version, or no more. Rejects with `too-many-requests` when too much waits, or the answer takes too much time or
   * memory, and with `shutting-down`. Those who ask for the same version at once share one answer. What `isPart` of
   * something that was let in waits, however much else does.
   */
  ask<K extends ReadKind>(
    kind: K,
    ask: Reads[K]['ask'],
    asker: Asker,
    isPart?: boolean,
  ): Promise<Reads[K]['answer'] | undefined>
  /** Refuses what waits and what still comes; what is under way may end. */
  drain(): void
  /** Ends the threads; when this settles, their connections are closed. */
  close(): Promise<void>
}

/** What a reader needs from outside. */
export interface ReaderDeps {
  /** Starts a thread that reads this database file, with so many megabytes for what lives long. */
  readonly startWorker: (file: string, heapMb: number) => LaneWorker
  /** The database, which exists. */
  readonly file: string
  readonly clock: MonotonicClock
  readonly logger: Log
}

/** What goes through one thread, so that a question does not wait for a rewriting. */
type LaneName = 'versions' | 'rewritings' | 'search'

/** Where a kind of job runs, and how long it may take. */
const KINDS: Readonly<Record<ReadKind, { readonly lane: LaneName; readonly limitMs: number }>> = {
  present: { lane: 'versions', limitMs: 30_000 },
  page: { lane: 'versions', limitMs: 30_000 },
  word: { lane: 'versions', limitMs: 30_000 },
  copy: { lane: 'versions', limitMs: 30_000 },
  rewrite: { lane: 'rewritings', limitMs: 30_000 },
  text: { lane: 'search', limitMs: 30_000 },
  find: { lane: 'search', limitMs: 10_000 },
}

/** What a thread may hold. A document at its limit takes about half of it. */
const HEAP_MB: Readonly<Record<LaneName, number>> = { versions: 400, rewritings: 400, search: 320 }
const YOUNG_HEAP_MB = 32

/** How much may wait for one thread. A job holds next to nothing but a text that is to be rewritten. */
const LIMITS: TurnLimits = { person: 30, network: 100, all: 200, bytes: 67_108_864 }

/** Answers that are the same for everybody who asks at once. */
const SHARED: ReadonlySet<ReadKind> = new Set(['present', 'page', 'word', 'copy'])

/** Starts the thread of the build, which stands beside this file. */
export function startReadWorker(file: string, heapMb: number): Worker {
  return new Worker(new URL('./reader-worker.js', import.meta.url), {
    workerData: { file },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  })
}

/** Makes one; each thread is started by its first job and ends when there was none for a while. */
export function createReader(deps: ReaderDeps): Reader {
  const queues: Readonly<Record<LaneName, Queue>> = {
    versions: createQueue(deps, HEAP_MB.versions),
    rewritings: createQueue(deps, HEAP_MB.rewritings),
    search: createQueue(deps, HEAP_MB.search),
  }
  const shared = new Map<string, Promise<ReadOutcome>>()

  async function run(job: ReadJob, asker: Asker, isPart: boolean): Promise<ReadOutcome> {
    const { lane, limitMs } = KINDS[job.kind]
    const place: Place = { asker, limitMs, isPart }
    if (!SHARED.has(job.kind)) return queues[lane].run(job, place)
    const key = JSON.stringify(job)
    const known = shared.get(key)
    if (known) return known
    const outcome = queues[lane].run(job, place).finally(() => shared.delete(key))
    shared.set(key, outcome)
    return outcome
  }

  return {
    async ask(kind, ask, asker, isPart = false) {
      const outcome = (await run({ kind, ask } as ReadJob, asker, isPart)) as ReadOutcome<typeof kind>
      if (outcome.kind === 'absent') return undefined
      if (outcome.kind === 'answered') return outcome.answer
      if (outcome.kind === 'refused') throw new Refusal(outcome.code, { reason: outcome.reason })
      throw Object.assign(new Error(outcome.message), { stack: outcome.stack })
    },
    drain: () => Object.values(queues).forEach((queue) => void queue.drain()),
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()))
    },
  }
}

/** For whom a job is done, how long it may take, and whether it waits whatever else does. */
interface Place {
  readonly asker: Asker
  readonly limitMs: number
  readonly isPart: boolean
}

/** One thread and what waits for it. */
interface Queue {
  run(job: ReadJob, place: Place): Promise<ReadOutcome>
  drain(): void
  close(): Promise<void>
}

interface Work extends Waiting {
  readonly job: ReadJob
  readonly limitMs: number
  readonly resolve: (outcome: ReadOutcome) => void
  readonly reject: (refusal: Refusal) => void
}

function createQueue({ startWorker, file, clock, logger }: ReaderDeps, heapMb: number): Queue {
  const lane = createLane<ReadJob, ReadOutcome>({
    startWorker: () => startWorker(file, heapMb),
    clock,
    logger,
  })
  const turns = createTurns<Work>(LIMITS, clock.elapsed)
  let isEnding = false

  function next(): void {
    const work = lane.isFree() ? turns.take(() => true) : undefined
    if (!work) return
    const since = clock.elapsed()
    lane.run(work.job, work.limitMs, (ended) => {
      turns.done(work, clock.elapsed() - since)
      settle(work, ended)
      next()
    })
  }

  return {
    run: (job, { asker, limitMs, isPart }) =>
      new Promise((resolve, reject) => {
        if (isEnding) throw new Refusal('shutting-down')
        const bytes = job.kind === 'rewrite' ? job.ask.text.length : 0
        const work: Work = { asker, job, limitMs, bytes, resolve, reject }
        if (isPart) turns.put(work)
        else turns.add(work)
        next()
      }),
    drain() {
      isEnding = true
      for (const { reject } of turns.clear()) reject(new Refusal('shutting-down'))
    },
    close: () => lane.close(),
  }
}

function settle({ job, resolve, reject }: Work, ended: LaneEnd<ReadOutcome>): void {
  if (ended.kind === 'answered') {
    resolve(ended.result)
    return
  }
  const reason = ended.kind === 'late' ? 'it takes too long' : 'it takes too much memory'
  // A text that is too much to compare would be too much again; a version may be asked for at a better moment.
  reject(new Refusal(job.kind === 'rewrite' ? 'unreadable-file' : 'too-many-requests', { reason }))
}

import { Worker } from 'node:worker_threads'
import type { Node } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'
import type { Loss } from '../../document/text/losses.ts'
import type { MonotonicClock } from '../clock.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { ConvertJob, ConvertResult, FoundPicture, Picture } from './convert-jobs.ts'
import type { ReadFormat } from './file-formats.ts'
import { type Rewritten, readText, rewriteText } from './read-text.ts'

/** A file as a document, with the pictures in it that are to be kept beside it. */
export interface Converted {
  readonly doc: Node
  readonly losses: readonly Loss[]
  readonly pictures: readonly FoundPicture[]
}

/**
 * Reads and writes files beside the event loop, one after another. What cannot be read is refused with
 * `unreadable-file` or `document-too-large`, and when too many wait, with `too-many-requests`.
 */
export interface Converter {
  read(format: ReadFormat, bytes: Uint8Array): Promise<Converted>
  /** The smallest change that makes `base` what a text in Markdown says. */
  rewrite(base: Node, bytes: Uint8Array): Promise<Rewritten>
  /** The document as a file of Word. */
  writeDocx(doc: Node, base: string, pictures: ReadonlyMap<string, Picture>): Promise<Uint8Array>
  close(): void
}

/** The part of a thread that is used. */
export type ConvertWorker = Pick<Worker, 'on' | 'postMessage' | 'terminate' | 'unref'>

/** What a converter needs from outside. */
export interface ConverterDeps {
  readonly startWorker: () => ConvertWorker
  readonly clock: MonotonicClock
  readonly logger: Log
}

/** Text that is read in a few milliseconds, where it stands. */
const SMALL_BYTES = 8_192

const MAX_WAITING = 20
const MAX_JOB_MS = 60_000
const IDLE_MS = 60_000
const MAX_HEAP_MB = 768

/** Starts the thread of the build, which stands beside this file. */
export function startConvertWorker(): Worker {
  const file = new URL('./convert-worker.js', import.meta.url)
  return new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } })
}

interface Waiting {
  readonly job: ConvertJob
  readonly settle: (result: ConvertResult) => void
}

/** Makes one; the thread is started by the first job and ends when there was none for a while. */
export function createConverter({ startWorker, clock, logger }: ConverterDeps): Converter {
  const waiting: Waiting[] = []
  let worker: ConvertWorker | undefined
  let current: Waiting | undefined
  let timer = clock.after(0, () => undefined)

  const end = (): void => {
    void worker?.terminate()
    worker = undefined
  }
  const settle = (result: ConvertResult): void => {
    timer.cancel()
    const done = current
    current = undefined
    done?.settle(result)
    next()
  }
  const fail = (reason: string): void => {
    end()
    settle({ kind: 'unreadable', reason })
  }
  function start(): ConvertWorker {
    const started = startWorker()
    started.unref()
    started.on('message', settle)
    started.on('error', (error) => {
      if (started !== worker) return
      logger.error({ err: error }, 'a file could not be converted')
      fail('it could not be read with the memory there is')
    })
    worker = started
    return started
  }
  function next(): void {
    if (current) return
    current = waiting.shift()
    if (!current) {
      timer = clock.after(IDLE_MS, end)
      return
    }
    const thread = worker ?? start()
    timer = clock.after(MAX_JOB_MS, () => fail('it takes too long to read'))
    thread.postMessage(current.job)
  }
  function convert(job: ConvertJob): Promise<ConvertResult> {
    if (waiting.length >= MAX_WAITING) throw new Refusal('too-many-requests')
    return new Promise((resolve) => {
      waiting.push({ job, settle: resolve })
      if (current) return
      timer.cancel()
      next()
    })
  }

  return {
    async read(format, bytes) {
      const isText = format === 'markdown' || format === 'text'
      if (isText && bytes.length <= SMALL_BYTES) return { ...readText(format, bytes), pictures: [] }
      const result = await convert({ kind: 'read', format, bytes })
      if (result.kind !== 'read') throw unreadable(result)
      // The thread has checked it whole.
      const doc = schema.nodeFromJSON(JSON.parse(result.doc))
      return { doc, losses: result.losses, pictures: result.pictures }
    },
    async rewrite(base, bytes) {
      if (bytes.length <= SMALL_BYTES && base.content.size <= SMALL_BYTES) return rewriteText(base, bytes)
      const result = await convert({ kind: 'rewrite', base: JSON.stringify(base), bytes })
      if (result.kind !== 'rewritten') throw unreadable(result)
      return { steps: JSON.parse(result.steps), losses: result.losses }
    },
    async writeDocx(doc, base, pictures) {
      const result = await convert({ kind: 'write', doc: JSON.stringify(doc), base, pictures })
      if (result.kind !== 'written') throw unreadable(result)
      return result.bytes
    },
    close: end,
  }
}

function unreadable(result: ConvertResult): Refusal {
  if (result.kind === 'too-large') return new Refusal('document-too-large')
  return new Refusal('unreadable-file', { reason: result.kind === 'unreadable' ? result.reason : undefined })
}

import { Worker } from 'node:worker_threads'
import { type NewContent, writeContent } from '../../db/new-content.ts'
import type { Loss } from '../../document/text/losses.ts'
import { type ArchiveJob, type ArchiveResult, isArchiveResult } from '../archive/archive-jobs.ts'
import { Refusal } from '../refusal.ts'
import type { Asker } from './asker.ts'
import type { ConvertJob, ConvertResult, FoundPicture, KeptPicture, Picture } from './convert-jobs.ts'
import type { ReadFormat } from './file-formats.ts'
import { named, type TitleSources } from './file-title.ts'
import { createLane, type Lane, type LaneDeps, type LaneEnd } from './lane.ts'
import { readText } from './read-text.ts'
import { createTurns, type TurnLimits, type Waiting } from './turns.ts'

/** A file as the content of a document, with the pictures in it that are to be kept beside it. */
export interface Converted {
  readonly content: NewContent
  readonly losses: readonly Loss[]
  readonly pictures: readonly FoundPicture[]
}

/** A file to read, and what the document may be called after. */
export interface FileToRead extends TitleSources {
  readonly format: ReadFormat
  readonly bytes: Uint8Array
  /** The encoding that the sender of a text names. */
  readonly charset?: string | undefined
}

/**
 * Reads and writes files beside the event loop, in two threads, of which one is for short work alone. What cannot be
 * read is refused with `unreadable-file` or `document-too-large`, when too much waits, with `too-many-requests`, and
 * when the server ends, with `shutting-down`.
 */
export interface Converter {
  read(asker: Asker, file: FileToRead): Promise<Converted>
  /** Content whose pictures have addresses of their own now. */
  place(asker: Asker, json: string, pictures: ReadonlyMap<string, KeptPicture>): Promise<NewContent>
  /** The document, given as the bytes of its JSON, as a file of Word. */
  writeDocx(
    asker: Asker,
    doc: Uint8Array,
    base: string,
    pictures: ReadonlyMap<string, Picture>,
  ): Promise<Uint8Array>
  /** One step of reading an archive. What takes too long, or too much memory, is left out as unreadable. */
  archive(asker: Asker, job: ArchiveJob): Promise<ArchiveResult>
  /** Refuses what waits and what still comes; what is under way may end. */
  drain(): void
  close(): Promise<void>
}

/** Text that is read in a few milliseconds, where it stands. */
const SMALL_BYTES = 2_048
/** What is tried first in the thread for short work, and for how long. */
const SHORT_BYTES = 1_048_576
const SHORT_MS = 2_000

const TEXT_MS = 15_000
const LONG_MS = 30_000
/** How long what is under way may take still when the server ends. */
const LAST_MS = 2_000

const LIMITS: TurnLimits = { person: 8, network: 32, all: 64, bytes: 67_108_864 }

/** With the main thread and the one that reads, less than a gigabyte. */
const SHORT_HEAP_MB = 160
const LONG_HEAP_MB = 320
const YOUNG_HEAP_MB = 16

/** Starts a thread of the build, which stands beside this file. */
export function startConvertWorker(heapMb: number): Worker {
  const file = new URL('./convert-worker.js', import.meta.url)
  return new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  })
}

/** What a converter needs from outside. */
export interface ConverterDeps extends Omit<LaneDeps, 'startWorker'> {
  /** Starts a thread with so many megabytes for what lives long. */
  readonly startWorker: (heapMb: number) => ReturnType<LaneDeps['startWorker']>
}

interface Work extends Waiting {
  readonly job: ConvertJob
  readonly settle: (result: ConvertResult | Refusal) => void
  /** True for what was too long for the thread for short work. */
  isLong: boolean
}

/** Makes one; its threads are started when there is work. */
export function createConverter({ startWorker, clock, logger }: ConverterDeps): Converter {
  const lane = (heapMb: number) =>
    createLane<ConvertJob, ConvertResult>({ startWorker: () => startWorker(heapMb), clock, logger })
  const short = lane(SHORT_HEAP_MB)
  const long = lane(LONG_HEAP_MB)
  const turns = createTurns<Work>(LIMITS, clock.elapsed)
  const atWork = new Set<Work>()
  let isEnding = false

  function start(at: Lane<ConvertJob, ConvertResult>, work: Work | undefined): void {
    if (!work) return
    const since = clock.elapsed()
    atWork.add(work)
    at.run(work.job, at === short ? SHORT_MS : limitOf(work.job), (ended) => {
      const ms = clock.elapsed() - since
      atWork.delete(work)
      if (at === short && ended.kind !== 'answered' && !isEnding) {
        turns.done(work, ms)
        work.isLong = true
        turns.put(work)
      } else {
        turns.done(work, ms)
        work.settle(resultOf(ended, work.job))
      }
      next()
    })
  }
  function next(): void {
    // What was begun comes before more of the same person, which would only keep it waiting.
    if (long.isFree())
      start(
        long,
        turns.take(({ isLong }) => isLong),
      )
    if (short.isFree())
      start(
        short,
        turns.take(({ isLong }) => !isLong),
      )
    if (long.isFree())
      start(
        long,
        turns.take(() => true),
      )
  }
  function convert(asker: Asker, job: ConvertJob, isPart = false): Promise<ConvertResult> {
    if (isEnding) throw new Refusal('shutting-down')
    return new Promise((resolve, reject) => {
      const settle = (result: ConvertResult | Refusal): void =>
        result instanceof Refusal ? reject(result) : resolve(result)
      const bytes = bytesOf(job)
      const work = { asker, job, bytes, settle, isLong: bytes > SHORT_BYTES }
      if (isPart) turns.put(work)
      else turns.add(work)
      next()
    })
  }

  return {
    async read(asker, file) {
      const { format, bytes, charset, title, name } = file
      if ((format === 'markdown' || format === 'text') && bytes.length <= SMALL_BYTES)
        return readSmall({ ...file, format })
      const result = await convert(asker, { kind: 'read', format, bytes, charset, title, name })
      if (result.kind !== 'read') throw unreadable(result)
      return result
    },
    async place(asker, json, pictures) {
      const result = await convert(asker, { kind: 'place', json, pictures })
      if (result.kind !== 'placed') throw unreadable(result)
      return result.content
    },
    async writeDocx(asker, doc, base, pictures) {
      const result = await convert(asker, { kind: 'write', doc, base, pictures })
      if (result.kind !== 'written') throw unreadable(result)
      return result.bytes
    },
    async archive(asker, job) {
      const result = await convert(asker, job, true)
      if (isArchiveResult(result)) return result
      return { kind: 'left-out', name: '', fault: 'unreadable' }
    },
    drain() {
      isEnding = true
      const refuse = ({ settle }: Work): void => settle(new Refusal('shutting-down'))
      for (const work of turns.clear()) refuse(work)
      // A step of something long is of no use any more; a file may have a moment still.
      for (const work of atWork) if (bytesOf(work.job) === 0) refuse(work)
      clock.after(LAST_MS, () => {
        for (const work of atWork) refuse(work)
      })
    },
    async close() {
      await Promise.all([short.close(), long.close()])
    },
  }
}

type SmallText = FileToRead & { readonly format: 'markdown' | 'text' }

function readSmall({ format, bytes, charset, ...sources }: SmallText): Converted {
  const { doc, losses } = readText(format, bytes, charset)
  const written = writeContent(named(doc, sources))
  if (written.kind === 'content') return { content: written.content, losses, pictures: [] }
  throw unreadable(written.kind === 'unsound' ? { kind: 'unreadable', reason: written.reason } : written)
}

/** What a job holds: the result of one is seldom larger. */
function bytesOf(job: ConvertJob): number {
  switch (job.kind) {
    case 'read':
      return job.bytes.length
    case 'place':
      return job.json.length
    case 'write':
      return [...job.pictures.values()].reduce((sum, { bytes }) => sum + bytes.length, job.doc.length)
    default:
      return 0
  }
}

/** Word's files hold far more than what becomes of them. */
function limitOf(job: ConvertJob): number {
  const isText = job.kind === 'read' && job.format !== 'docx'
  return isText || job.kind === 'place' ? TEXT_MS : LONG_MS
}

function resultOf(ended: LaneEnd<ConvertResult>, { kind }: ConvertJob): ConvertResult {
  if (ended.kind === 'answered') return ended.result
  const reason =
    ended.kind === 'late'
      ? `it takes too long to ${kind === 'write' ? 'write' : 'read'}; try it in smaller parts`
      : 'it takes more memory than there is for one file; try it in smaller parts'
  return { kind: 'unreadable', reason }
}

function unreadable(result: ConvertResult): Refusal {
  if (result.kind === 'too-large') return new Refusal('document-too-large')
  return new Refusal('unreadable-file', { reason: result.kind === 'unreadable' ? result.reason : undefined })
}

import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../../db/open-reader.ts'
import { Refusal } from '../refusal.ts'
import { createAnswers } from './answer-job.ts'
import type { ReadJob, ReadKind, ReadOutcome, Reads } from './read-jobs.ts'

/** How much later than the event loop this thread gets a processor, where there are too few (nice(2)). */
const NICE = 5

// Of the thread that asks, on Linux; elsewhere of the whole process, which must stay as it is.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + NICE))

// Started with the file of a database. One job at a time; what takes too long is ended with the thread.
const answers = createAnswers(openReader((workerData as { readonly file: string }).file))

parentPort?.on('message', (job: ReadJob) => {
  const outcome = answer(job)
  parentPort?.postMessage(outcome, outcome.kind === 'answered' ? buffersIn(outcome.answer) : [])
})

parentPort?.postMessage('ready')

function answer<K extends ReadKind>({ kind, ask }: { kind: K; ask: Reads[K]['ask'] }): ReadOutcome {
  try {
    const found = answers[kind](ask)
    return found === undefined ? { kind: 'absent' } : { kind: 'answered', answer: found }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, reason: error.details.reason }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { kind: 'failed', message, stack }
  }
}

/** What changes hands instead of being copied. */
function buffersIn(answer: Reads[ReadKind]['answer']): ArrayBuffer[] {
  const values: unknown[] = Object.values(answer)
  return values.flatMap((value) =>
    value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  )
}

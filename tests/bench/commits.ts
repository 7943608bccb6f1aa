import { aVisitor, createDocument } from '../support/http.ts'
import { type Bench, inMs, type Row, short } from './measure.ts'
import { cpuMicros, type ServerProcess, withServer } from './server-process.ts'
import { openWriter, type Writer } from './writer.ts'

const WARM_UP_MS = 2_000
const MEASURED_MS = 5_000
const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(22)

/** Where a character may always be put: the beginning of the first paragraph of an untitled document. */
const BEGINNING = 3

/** How many commits a second are recorded, each on disk before it is answered. */
export const commits: Bench = {
  name: 'commits',
  seconds: 24,
  run: async () => {
    const rows: Row[] = []
    rows.push(await withServer((server) => flood(server, { documents: 1, writers: 1 })))
    rows.push(await withServer((server) => flood(server, { documents: 1, writers: 20 })))
    rows.push(await withServer((server) => flood(server, { documents: 50, writers: 50 })))
    return rows
  },
}

async function flood(server: ServerProcess, of: { documents: number; writers: number }): Promise<Row> {
  const writers = await openWriters(server.url, of)
  await keepWriting(writers, WARM_UP_MS)
  const cpu = cpuMicros(server.pid)
  const start = performance.now()
  const answered = await keepWriting(writers, MEASURED_MS)
  const seconds = (performance.now() - start) / 1_000
  const micros = (cpuMicros(server.pid) - cpu) / answered.length
  await Promise.all(writers.map((writer) => writer.close()))
  const each = `${of.documents} document${of.documents > 1 ? 's' : ''}, ${of.writers} in flight`
  const rate = `${short(answered.length / seconds)} commits/s, ${short(micros)} µs of CPU each`
  return { what: `commits as fast as acknowledged, ${each}`, ...inMs(answered), also: rate }
}

async function openWriters(url: string, of: { documents: number; writers: number }): Promise<Writer[]> {
  const visitor = aVisitor(url)
  const documents: string[] = []
  for (let i = 0; i < of.documents; i++)
    documents.push((await createDocument(visitor, { markdown: TEXT })).id)
  return Promise.all(
    Array.from({ length: of.writers }, (_, i) => openWriter(url, documents[i % of.documents] ?? '')),
  )
}

/** One commit of one character in flight for each writer; answers how long each took, in milliseconds. */
async function keepWriting(writers: readonly Writer[], ms: number): Promise<number[]> {
  const took: number[] = []
  const until = performance.now() + ms
  await Promise.all(
    writers.map(async (writer) => {
      for (let start = performance.now(); start < until; start = performance.now()) {
        await writer.commit([{ run: { at: BEGINNING, text: 'x' } }])
        took.push(performance.now() - start)
      }
    }),
  )
  return took
}

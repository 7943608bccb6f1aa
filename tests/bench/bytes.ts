import { statSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'prosemirror-transform'
import { DATABASE_FILE } from '../../db/open-store.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { formCommit } from '../../web/sync/form-commit.ts'
import { applyLocal, type SyncState, startState } from '../../web/sync/sync-state.ts'
import { aVisitor, createDocument, readDocument } from '../support/http.ts'
import { createFrameCounter } from './frame-counter.ts'
import { type Bench, type Row, short } from './measure.ts'
import { inFolder, type ServerProcess, startServer } from './server-process.ts'
import { type Patch, readTrace, type Trace, textOf, toStep } from './trace.ts'
import { newId, openWriter } from './writer.ts'

const TRACE = 'automerge-paper'
const PREFIX = 20_000

/** Bytes per edit of a recorded text, on disk and on the wire. */
export const bytes: Bench = {
  name: 'bytes',
  seconds: 60,
  run: async () => {
    const trace = readTrace(TRACE)
    if ('missing' in trace) {
      console.error(`bytes: SKIPPED, ${trace.missing} is not there. Set SAMEPAGE_TRACES to its folder.`)
      return [{ what: `${TRACE}`, median: 'skipped', p99: '', also: 'the recording is not there' }]
    }
    const alone = await replay({ ...trace, patches: trace.patches.slice(0, PREFIX) }, 1)
    const bulk = await replay(trace, 200)
    return [alone, bulk]
  },
}

/** Sends the edits `group` to a commit, as our client forms them, and weighs what that leaves behind. */
function replay({ patches, endContent }: Trace, group: number): Promise<Row> {
  return inFolder(async (folder) => {
    const file = join(folder, DATABASE_FILE)
    const id = await onServer(folder, async ({ url }) => (await createDocument(aVisitor(url))).id)
    const before = statSync(file).size
    const wire = await onServer(folder, ({ url }) => send(url, id, patches, group))
    if (patches.length > PREFIX && wire.text !== endContent) throw new Error('the recording ends otherwise')
    const disk = statSync(file).size - before
    const each = (total: number) => short(total / patches.length)
    return {
      what: `${TRACE}, ${patches.length.toLocaleString('en-US')} edits, ${group} a commit`,
      median: `${each(disk)} B disk`,
      p99: '–',
      also: `per edit; wire: ${each(wire.up)} B up, ${each(wire.down)} B down (bodies and frames); ${short(patches.length / wire.seconds)} edits/s`,
    }
  })
}

/** Stopping checkpoints the database, so that its size is its own. */
async function onServer<T>(folder: string, run: (server: ServerProcess) => Promise<T>): Promise<T> {
  const server = await startServer(folder)
  try {
    return await run(server)
  } finally {
    await server.stop()
  }
}

async function send(url: string, id: string, patches: readonly Patch[], group: number) {
  const { epoch, seq, chain, doc } = await readDocument(aVisitor(url), id)
  const writer = await openWriter(url, id)
  const weigh = await weighStream(`${url}/api/documents/${id}/events`)
  const client = newId()
  const start = performance.now()
  let confirmed = { epoch, seq, chain, doc: parseDocument(doc) }
  let up = 0
  for (let i = 0; i < patches.length; i += group) {
    const typed = typeOn(startState(confirmed), patches.slice(i, i + group))
    const { inflight } = formCommit(typed, { id: newId(), client }, { steps: group })
    const body = inflight?.body ?? ''
    up += Buffer.byteLength(body)
    const answer = await writer.post(body)
    confirmed = { ...confirmed, seq: answer.seq, chain: answer.chain, doc: typed.shown }
  }
  const seconds = (performance.now() - start) / 1_000
  const down = await weigh(Math.ceil(patches.length / group))
  await writer.close()
  const final = await readDocument(aVisitor(url), id)
  return { up, down, seconds, text: textOf(parseDocument(final.doc)) }
}

/** Each patch is a transaction of its own, as a keystroke is. */
function typeOn(state: SyncState, patches: readonly Patch[]): SyncState {
  return patches.reduce((current, patch) => {
    const transform = new Transform(current.shown)
    transform.step(toStep(current.shown, patch))
    return applyLocal(current, transform)
  }, state)
}

/** Opens a stream; what it returns waits for so many events and answers their bytes, without `hello`. */
async function weighStream(url: string): Promise<(events: number) => Promise<number>> {
  const countFrames = createFrameCounter()
  let weight = 0
  let frames = 0
  let tell: () => void = () => undefined
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { agent: false, headers: { accept: 'text/event-stream' } }, (response) => {
      response.on('error', () => undefined)
      response.on('data', (piece: Buffer) => {
        const isHello = frames === 0
        frames += countFrames(piece)
        if (!isHello) weight += piece.length
        if (frames) resolve()
        tell()
      })
    })
    request.on('error', reject)
  })
  return (events) =>
    new Promise((resolve) => {
      tell = () => {
        if (frames > events) resolve(weight)
      }
      tell()
    })
}

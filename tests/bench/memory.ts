import { setTimeout as wait } from 'node:timers/promises'
import type { WireStep } from '../../document/commit/wire-steps.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { type Bench, type Row, sharedNow, short } from './measure.ts'
import { readMetric, residentBytes, type ServerProcess, withServer } from './server-process.ts'
import { type Tell, withViewers } from './with-viewers.ts'
import { openWriter } from './writer.ts'

const WARM_UP = 20
const STALLED = 200
const EDITS = 300
const EDIT_BYTES = 25_000
const SETTLED_MS = 2_000
const PATIENCE_MS = 20_000
const KIB = 1_024
const MIB = 1_048_576

/** What streams cost that nothing happens on, and what readers cost that take nothing. */
export const memory: Bench = {
  name: 'memory',
  seconds: 75,
  run: async (of) => [
    await measure((server, tell) => idle(server, tell, of(1_000))),
    await measure((server, tell) => idle(server, tell, of(5_000))),
    await measure((server, tell) => stalled(server, tell, of(STALLED), of(EDITS))),
  ],
}

function measure(run: (server: ServerProcess, tell: Tell) => Promise<Row>): Promise<Row> {
  return withServer((server) => withViewers((tell) => run(server, tell)))
}

async function idle(server: ServerProcess, tell: Tell, count: number): Promise<Row> {
  const { id } = await createDocument(aVisitor(server.url))
  const url = `${server.url}/api/documents/${id}/events`
  await tell({ kind: 'open', group: 'warm-up', url, count: WARM_UP })
  await tell({ kind: 'leave', group: 'warm-up' })
  const before = await settledBytes(server.pid)
  await tell({ kind: 'open', group: 'idle', url, count })
  const open = await readMetric(server.url, 'samepage_streams_open')
  if (open !== count) throw new Error(`${open} of ${count} streams are open`)
  const grown = (await settledBytes(server.pid)) - before
  return {
    what: `memory of an idle stream, ${count.toLocaleString('en-US')} open`,
    median: `${short(grown / count / KIB)} KiB`,
    p99: '–',
    also: `${short(grown / MIB)} MiB in all, on ${short(before / MIB)} MiB; resident memory, garbage not collected yet included`,
  }
}

/** One reader keeps up, so that all events were there to be read when the memory is looked at. */
async function stalled(server: ServerProcess, tell: Tell, count: number, edits: number): Promise<Row> {
  const { id } = await createDocument(aVisitor(server.url))
  const url = `${server.url}/api/documents/${id}/events`
  const writer = await openWriter(server.url, id)
  const write = async (times: number): Promise<number[]> => {
    const sentAt: number[] = []
    for (let i = 0; i < times; i++) {
      sentAt.push(sharedNow())
      await writer.commit([replacement(writer.seq() === 0 ? 0 : EDIT_BYTES)])
    }
    return sentAt
  }
  await tell({ kind: 'open', group: 'healthy', url, count: 1 })
  // What the server needs for such edits alone is there before the measured ones begin.
  await write(edits)
  const before = await settledBytes(server.pid)
  await tell({ kind: 'stall', url: `${url}?after=${writer.seq()}`, count })
  await tell({ kind: 'start', group: 'healthy' })
  const sentAt = await write(edits)
  const { deliveries } = await tell({ kind: 'report', group: 'healthy', sentAt })
  if (deliveries !== edits) throw new Error(`the healthy reader got ${deliveries} of ${edits} events`)
  const grown = residentBytes(server.pid) - before
  const open = await readMetric(server.url, 'samepage_streams_open')
  const settled = (await settledBytes(server.pid)) - before
  await writer.close()
  return {
    what: `memory with ${count} stalled readers, ${short((edits * EDIT_BYTES) / 1e6)} MB of events`,
    median: `${short(Math.max(0, grown) / MIB)} MiB`,
    p99: '–',
    also: `grown when all were written, ${short(Math.max(0, settled) / MIB)} MiB when settled; ${count + 1 - open} dropped; a reader that kept up got all`,
  }
}

/** Puts a long text in the place of the one before, which had so many characters. */
function replacement(before: number): WireStep {
  const text = 'x'.repeat(EDIT_BYTES)
  return { stepType: 'replace', from: 3, to: 3 + before, slice: { content: [{ type: 'text', text }] } }
}

/** Resident memory once it has not changed by a hundredth for a while. */
async function settledBytes(pid: number): Promise<number> {
  const deadline = sharedNow() + PATIENCE_MS
  let since = { at: sharedNow(), bytes: residentBytes(pid) }
  while (sharedNow() - since.at < SETTLED_MS && sharedNow() < deadline) {
    await wait(100)
    const bytes = residentBytes(pid)
    if (Math.abs(bytes - since.bytes) > since.bytes / 100) since = { at: sharedNow(), bytes }
  }
  return residentBytes(pid)
}

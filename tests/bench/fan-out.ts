import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'undici'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'
import { aVisitor, createDocument, readLog } from '../support/http.ts'
import { type Bench, median, type Row, sharedNow, short } from './measure.ts'
import { cpuMicros, type ServerProcess, startChild, withServer } from './server-process.ts'
import type { Report } from './viewers.ts'
import { type Tell, withViewers } from './with-viewers.ts'
import { openWriter } from './writer.ts'

const VIEWERS = 1_000
const ROUNDS = 5
const EVENTS = 80
/** Far enough apart that no two events share a write. */
const GAP_MS = 50

/** One round of one side. */
interface Round extends Report {
  readonly microsPerDelivery: number
}

/** One side of the comparison: where its viewers are, whose CPU counts, and how it is given one event. */
interface Side {
  readonly group: string
  readonly pid: number
  send(event: number): Promise<unknown>
}

/** A thousand readers of one document beside the same bytes from a bare node:http broadcaster, in turns. */
export const fanOut: Bench = {
  name: 'fan-out',
  seconds: 60,
  run: () =>
    withServer(async (server) => {
      const bare = startChild('bare-broadcaster.ts')
      try {
        const [port] = await once(bare.child, 'message')
        const floor = { pid: bare.pid, url: `http://127.0.0.1:${port}/` }
        return toRows(await withViewers((tell) => compare(server, floor, tell)))
      } finally {
        await bare.stop()
      }
    }),
}

async function compare(
  server: ServerProcess,
  bare: { pid: number; url: string },
  tell: Tell,
): Promise<{ ours: Round[]; floor: Round[] }> {
  const visitor = aVisitor(server.url)
  const { id } = await createDocument(visitor, { markdown: 'A document that many read. '.repeat(37) })
  const writer = await openWriter(server.url, id)
  const client = new Client(bare.url)
  let frames: string[] = []
  const ours: Side = {
    group: 'ours',
    pid: server.pid,
    send: () => writer.commit([{ run: { at: 3, text: 'x' } }]),
  }
  const floor: Side = {
    group: 'bare',
    pid: bare.pid,
    send: async (event) => {
      const { body } = await client.request({ method: 'POST', path: '/', body: frames[event] ?? '' })
      return body.dump()
    },
  }
  await tell({ kind: 'open', group: 'ours', url: `${server.url}/api/documents/${id}/events`, count: VIEWERS })
  await tell({ kind: 'open', group: 'bare', url: bare.url, count: VIEWERS })
  const rounds: { ours: Round[]; floor: Round[] } = { ours: [], floor: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    const after = writer.seq()
    const first = await runRound(ours, tell)
    frames = (await readLog(visitor, id, after)).map(({ kind, ...event }) =>
      encodeFrame({ event: kind, data: event, id: event.seq }),
    )
    const second = await runRound(floor, tell)
    // The first round warms both up.
    if (round === 0) continue
    rounds.ours.push(first)
    rounds.floor.push(second)
  }
  await Promise.all([writer.close(), client.close()])
  return rounds
}

async function runRound(side: Side, tell: Tell): Promise<Round> {
  await tell({ kind: 'start', group: side.group })
  const cpu = cpuMicros(side.pid)
  const start = sharedNow()
  const sentAt: number[] = []
  for (let event = 0; event < EVENTS; event++) {
    await wait(Math.max(0, start + event * GAP_MS - sharedNow()))
    sentAt.push(sharedNow())
    await side.send(event)
  }
  const report = await tell({ kind: 'report', group: side.group, sentAt })
  if (report.deliveries !== EVENTS * VIEWERS) {
    throw new Error(`${report.deliveries} of ${EVENTS * VIEWERS} deliveries arrived from ${side.group}`)
  }
  return { ...report, microsPerDelivery: (cpuMicros(side.pid) - cpu) / report.deliveries }
}

function toRows({ ours, floor }: { ours: Round[]; floor: Round[] }): Row[] {
  const of = (rounds: Round[], key: keyof Round) => median(rounds.map((round) => round[key]))
  const row = (what: string, rounds: Round[], also: string): Row => ({
    what: `${what} → ${VIEWERS.toLocaleString('en-US')} viewers, 20 events/s`,
    median: `${short(of(rounds, 'p50'))} ms`,
    p99: `${short(of(rounds, 'p99'))} ms`,
    also: `${short(of(rounds, 'microsPerDelivery'))} µs of CPU and ${short(of(rounds, 'bytes') / EVENTS / VIEWERS)} B per delivery${also}`,
  })
  const ratios = ours.map((round, i) => round.microsPerDelivery / (floor[i]?.microsPerDelivery ?? 0))
  const spread = `${short(Math.min(...ratios))} to ${short(Math.max(...ratios))} in ${ROUNDS} rounds`
  return [
    row('Samepage', ours, `; ratio to bare ${short(median(ratios))} (${spread}; aim 1.50)`),
    row('bare node:http', floor, ''),
  ]
}

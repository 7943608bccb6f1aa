import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'undici'
import { aVisitor, createDocument, readLog } from '../support/http.ts'
import { type Bench, type Row, type Share, sharedNow, short } from './measure.ts'
import { cpuMicros, type ServerProcess, startChild, withServer } from './server-process.ts'
import type { Transport, TransportAsk, TransportReport } from './transport-readers.ts'
import { openWriter } from './writer.ts'

const VIEWERS = 100
const EVENTS = 75
const EVENTS_A_SECOND = 5
const NAMES: Readonly<Record<Transport, string>> = {
  stream: 'Server-Sent Events',
  'long-poll': 'long-polling',
  poll: 'polling each 2 s',
  websocket: 'a bare WebSocket',
}

/** What the readers had, and the CPU time of the process they had it from, in microseconds. */
interface Outcome extends TransportReport {
  readonly micros: number
}

/** Where readers join, whose CPU counts, and how it is given one event. */
interface Side {
  readonly url: string
  readonly pid: number
  readonly after: number
  send(event: number): Promise<unknown>
}

/** One document, a hundred readers, one writer: what each way of telling them costs. */
export const transports: Bench = {
  name: 'transports',
  seconds: 85,
  run: (of) =>
    withServer(async (server) => {
      const { id } = await createDocument(aVisitor(server.url), { markdown: 'Many read this. '.repeat(60) })
      const alone = await measure(await ours(server, id), undefined, of)
      const rows: Row[] = []
      for (const transport of ['stream', 'long-poll', 'poll'] as const) {
        const outcome = await measure(await ours(server, id), transport, of)
        rows.push(toRow(transport, { ...outcome, micros: outcome.micros - alone.micros }, of))
      }
      rows.push(toRow('websocket', await overWebSocket(server, id, of), of))
      return rows
    }),
}

async function ours(server: ServerProcess, id: string): Promise<Side> {
  const writer = await openWriter(server.url, id)
  const url = `${server.url}/api/documents/${id}/events`
  const send = () => writer.commit([{ run: { at: 3, text: 'x' } }])
  return { url, pid: server.pid, after: writer.seq(), send }
}

/** The newest events of the log once more, as messages. */
async function overWebSocket(server: ServerProcess, id: string, of: Share): Promise<Outcome> {
  const messages = (await readLog(aVisitor(server.url), id))
    .slice(-of(EVENTS))
    .map((event) => JSON.stringify(event))
  const bare = startChild('bare-websocket.ts')
  try {
    const [port] = await once(bare.child, 'message')
    const client = new Client(`http://127.0.0.1:${port}`)
    const send = async (event: number) => {
      const { body } = await client.request({ method: 'POST', path: '/', body: messages[event] ?? '' })
      return body.dump()
    }
    const outcome = await measure(
      { url: `ws://127.0.0.1:${port}/`, pid: bare.pid, after: 0, send },
      'websocket',
      of,
    )
    await client.close()
    return outcome
  } finally {
    await bare.stop()
  }
}

/** Without a transport nobody reads: what is left is the writing. */
async function measure(side: Side, transport: Transport | undefined, of: Share): Promise<Outcome> {
  const { child, stop } = startChild('transport-readers.ts')
  const tell = async (ask: TransportAsk): Promise<unknown> => {
    const [answer] = await Promise.all([once(child, 'message'), child.send(ask)])
    return answer[0]
  }
  const [count, events] = [transport ? of(VIEWERS) : 0, of(EVENTS)]
  try {
    await tell({ kind: 'join', transport: transport ?? 'stream', url: side.url, after: side.after, count })
    const cpu = cpuMicros(side.pid)
    const sentAt = await sendAll(side, events)
    if (!transport) return { ...NOTHING, micros: cpuMicros(side.pid) - cpu }
    const report = (await tell({ kind: 'report', sentAt })) as TransportReport
    if (report.deliveries !== count * events) {
      throw new Error(`${report.deliveries} of ${count * events} arrived by ${transport}`)
    }
    return { ...report, micros: cpuMicros(side.pid) - cpu }
  } finally {
    await stop()
  }
}

const NOTHING: TransportReport = { deliveries: 0, requests: 0, up: 0, down: 0, p50: 0, p99: 0 }

async function sendAll(side: Side, events: number): Promise<number[]> {
  const start = sharedNow()
  const sentAt: number[] = []
  for (let event = 0; event < events; event++) {
    await wait(Math.max(0, start + (event * 1_000) / EVENTS_A_SECOND - sharedNow()))
    sentAt.push(sharedNow())
    await side.send(event)
  }
  return sentAt
}

function toRow(transport: Transport, outcome: Outcome, of: Share): Row {
  const { p50, p99, requests, up, down, micros, deliveries } = outcome
  const viewers = of(VIEWERS)
  return {
    what: `${NAMES[transport]}, ${viewers} viewers, ${EVENTS_A_SECOND} edits/s`,
    median: `${short(p50)} ms`,
    p99: `${short(p99)} ms`,
    also: `per viewer and edit: ${short(down / deliveries)} B down, ${short(up / deliveries)} B up, ${short(requests / deliveries)} requests, ${short(Math.max(0, micros) / deliveries)} µs of CPU without the writing`,
  }
}

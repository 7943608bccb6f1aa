import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { aVisitor, createDocument } from '../support/http.ts'
import { type Bench, type Row, type Share, sharedNow, short } from './measure.ts'
import { cpuMicros, type ServerProcess, withServer } from './server-process.ts'
import { type Tell, withViewers } from './with-viewers.ts'
import { openWriter, type Writer } from './writer.ts'

const VIEWERS = 3_000
const EVENTS = 100
const EVENTS_A_SECOND = 10
/** So many writers, whose commits of one moment share a write to each viewer. */
const BURST = 10
const PROBE = join(import.meta.dirname, 'loop-probe.mjs')

/** How late the server's event loop came, in milliseconds. */
interface LoopDelay {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Asks the server's own process for its loop delay since the last time. */
type ReadLoop = () => Promise<LoopDelay>

/** Whether a server that tells three thousand readers has time for anything else. */
export const loopDelay: Bench = {
  name: 'loop-delay',
  seconds: 60,
  run: (of) =>
    withServer(
      (server, folder) => withViewers((tell) => tellMany(server, loopReader(server, folder), tell, of)),
      (folder) => ['--import', `${pathToFileURL(PROBE)}?file=${encodeURIComponent(join(folder, 'loop'))}`],
    ),
}

async function tellMany(server: ServerProcess, readLoop: ReadLoop, tell: Tell, of: Share): Promise<Row[]> {
  const [viewers, events] = [of(VIEWERS), of(EVENTS)]
  const { id } = await createDocument(aVisitor(server.url), {
    markdown: 'A document that many read. '.repeat(37),
  })
  const writers = await Promise.all(Array.from({ length: BURST }, () => openWriter(server.url, id)))
  const url = `${server.url}/api/documents/${id}/events?after=0`
  await tell({ kind: 'open', group: 'many', url, count: viewers })
  const rows: Row[] = []
  for (const burst of [1, BURST]) {
    // The first time warms up.
    await run(writers.slice(0, burst), Math.ceil(events / 4), tell)
    await readLoop()
    const cpu = cpuMicros(server.pid)
    const { p50, p99, deliveries } = await run(writers.slice(0, burst), events, tell)
    if (deliveries !== viewers * events) throw new Error(`${deliveries} of ${viewers * events} arrived`)
    const micros = (cpuMicros(server.pid) - cpu) / deliveries
    const late = await readLoop()
    const together = burst === 1 ? 'one event a write' : `${burst} events at once, coalesced`
    rows.push({
      what: `event loop late, ${viewers.toLocaleString('en-US')} viewers, ${EVENTS_A_SECOND} events/s, ${together}`,
      median: `${short(late.p50)} ms`,
      p99: `${short(late.p99)} ms`,
      also: `longest ${short(late.max)} ms; a viewer has it after ${short(p50)} ms, p99 ${short(p99)}; ${short(micros)} µs of CPU per delivery`,
    })
  }
  await Promise.all(writers.map((writer) => writer.close()))
  return rows
}

/** Each writer commits one event in the same moment, at the pace of all. */
async function run(writers: readonly Writer[], events: number, tell: Tell) {
  await tell({ kind: 'start', group: 'many' })
  const start = sharedNow()
  const sentAt: number[] = []
  while (sentAt.length < events) {
    await wait(Math.max(0, start + (sentAt.length * 1_000) / EVENTS_A_SECOND - sharedNow()))
    const round = writers.slice(0, events - sentAt.length)
    const now = sharedNow()
    sentAt.push(...round.map(() => now))
    await Promise.all(round.map((writer) => writer.commit([{ run: { at: 3, text: 'x' } }])))
  }
  return tell({ kind: 'report', group: 'many', sentAt })
}

function loopReader(server: ServerProcess, folder: string): ReadLoop {
  const file = join(folder, 'loop')
  return async () => {
    rmSync(file, { force: true })
    process.kill(server.pid, 'SIGUSR2')
    while (!existsSync(file)) await wait(10)
    return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
  }
}

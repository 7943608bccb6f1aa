import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { inMs } from './measure.ts'
import { inFolder, withServer } from './server-process.ts'

const CLOCK_TICK_MS = 10

/** One line about what the numbers were measured on. */
export function describeMachine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const load = loadavg()[0]?.toFixed(2)
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB, Linux, Node ${process.versions.node}, load ${load}`
}

/** What the connection that serves answers for the pragmas the promise rests on, as `/metrics` tells them. */
export function readPragmas(): Promise<string> {
  return withServer(async ({ url }) => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const synchronous = /^samepage_sqlite_synchronous (\d)$/m.exec(text)?.[1]
    const journal = /^samepage_sqlite_journal_mode\{mode="(\w+)"\} 1$/m.exec(text)?.[1]
    if (!synchronous || !journal) throw new Error('/metrics does not tell the pragmas')
    return `PRAGMA synchronous = ${synchronous}${synchronous === '2' ? ' (FULL)' : ''}, journal_mode = ${journal}`
  })
}

/** The floor under every durable answer: appending 4 KiB and fdatasync, where the databases are. */
export function probeDisk(): Promise<string> {
  return inFolder(async (folder) => {
    const file = openSync(join(folder, 'probe'), 'w')
    const took = Array.from({ length: 300 }, () => {
      const start = performance.now()
      writeSync(file, Buffer.alloc(4_096, 1))
      fdatasyncSync(file)
      return performance.now() - start
    })
    closeSync(file)
    const { median, p99 } = inMs(took)
    return `append 4 KiB and fdatasync: median ${median}, p99 ${p99}`
  })
}

/** Starts watching what else this machine does; the answer is how many cores others used meanwhile. */
export function watchOthers(): () => number {
  const start = { ms: performance.now(), others: othersMs() }
  return () => Math.max(0, (othersMs() - start.others) / (performance.now() - start.ms))
}

/** CPU time of everything but this process and its children that have ended. */
function othersMs(): number {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .replace(/^cpu +/, '')
    .split(/\s/)
    .map(Number)
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ').map(Number) ?? []
  const mine = fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0)
  const all = [user, nice, system, irq, softirq].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0)
  return (all - mine) * CLOCK_TICK_MS
}

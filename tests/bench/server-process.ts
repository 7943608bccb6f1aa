import { type ChildProcess, fork, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A process that a bench watches. */
export interface Watched {
  readonly pid: number
  /** Asks it to end and waits until it is gone; kills it after ten seconds. */
  stop(): Promise<void>
}

/** The compiled server as a process of its own. */
export interface ServerProcess extends Watched {
  readonly url: string
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')
const PATIENCE_MS = 10_000
const CLOCK_TICK_MICROS = 10_000

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** Starts `dist/server/main.js` on a free port over this data folder; its log goes to a file there. */
export async function startServer(folder: string, args: readonly string[] = []): Promise<ServerProcess> {
  if (!existsSync(MAIN)) throw new Error('dist/server/main.js is missing: run npm run build')
  const log = openSync(join(folder, 'server.log'), 'a')
  const child = spawn(process.execPath, [...args, MAIN], {
    // Nothing but what is measured may be written: heartbeats as far apart as the server allows.
    // One writer stands for many people: no limit of one person's requests.
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      SAMEPAGE_DATA: folder,
      SAMEPAGE_HEARTBEAT: '300',
      SAMEPAGE_REQUESTS_PER_SECOND: '0',
    },
    stdio: ['ignore', 'pipe', log],
  })
  closeSync(log)
  const { stdout } = child
  if (!stdout) throw new Error('the server could not be started')
  const watched = watch(child)
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const found = /^Samepage is at (http:\S+)$/.exec(line)?.[1]
      if (found) resolve(found.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', () => reject(new Error(readFileSync(join(folder, 'server.log'), 'utf8'))))
  })
  return { ...watched, url }
}

/** Starts one of our own TypeScript files as a child with a message channel. */
export function startChild(file: string): Watched & { readonly child: ChildProcess } {
  const child = fork(join(import.meta.dirname, file))
  return { ...watch(child), child }
}

function watch(child: ChildProcess): Watched {
  children.add(child)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      children.delete(child)
      resolve()
    })
  })
  return {
    pid: child.pid ?? 0,
    async stop() {
      const deadline = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      child.kill('SIGTERM')
      await gone
      clearTimeout(deadline)
    },
  }
}

/** CPU time a process has used so far, user and system, in microseconds. Linux counts it in ticks of 10 ms. */
export function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MICROS
}

/** Memory a process has in RAM now, in bytes. */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) * 1_024
}

/** What `/metrics` says under a name, its labels summed; 0 when it says nothing. */
export async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const found = text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))
  return [...found].reduce((sum, [, value]) => sum + Number(value), 0)
}

/** Runs something on a data folder of its own, removed afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-bench-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs something against a server of its own, stopped afterwards. `args` are Node's. */
export function withServer<T>(
  run: (server: ServerProcess, folder: string) => Promise<T>,
  args: (folder: string) => readonly string[] = () => [],
): Promise<T> {
  return inFolder(async (folder) => {
    const server = await startServer(folder, args(folder))
    try {
      return await run(server, folder)
    } finally {
      await server.stop()
    }
  })
}

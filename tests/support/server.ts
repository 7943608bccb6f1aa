import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import type { Store } from '../../db/store.ts'
import { readConfig } from '../../server/config.ts'
import type { Hub } from '../../server/live/hub.ts'
import type { Presence } from '../../server/live/presence.ts'
import type { Readers } from '../../server/live/readers.ts'
import { createLog } from '../../server/log.ts'
import { type Served, type ServeOptions, serve } from '../../server/serve.ts'
import type { Site } from '../../server/site.ts'
import { systemClock } from '../../server/system-clock.ts'

/** Pages without a web build; the two marks are the ones the real pages have. */
export const PLAIN_SITE: Site = {
  page: (name) =>
    `<!doctype html><html lang="en"><head><title>${name}</title></head><body><main><!--document--><!--notice--></main></body></html>`,
  asset: () => undefined,
  wordsFile: () => undefined,
  build: 'test',
}

/** The thread that converts files, from the sources: Node by itself reads no TypeScript. */
export function startSourceWorker(heapMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMb }
  return new Worker(new URL('../../scripts/convert-worker.mjs', import.meta.url), { resourceLimits })
}

/** The thread that reads a database file, from the sources. */
export function startSourceReader(file: string, heapMb: number): Worker {
  return new Worker(new URL('../../scripts/reader-worker.mjs', import.meta.url), {
    workerData: { file },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
}

/** Tests write faster than people; those of the limit itself set it again. */
const NO_RATE = { SAMEPAGE_REQUESTS_PER_SECOND: '0' }

/** What a test may want otherwise. */
export interface ServerOptions extends Partial<Omit<ServeOptions, 'config'>> {
  /** Environment variables beside the port and the folder. */
  readonly env?: Record<string, string>
  /** A data folder to go on with; a new one when left out. */
  readonly folder?: string
}

/** A real listener over a real file, closed when the test ends. */
export interface TestServer {
  readonly url: string
  readonly folder: string
  readonly store: Store
  readonly hub: Hub
  readonly presence: Presence
  readonly readers: Readers
  /** What the server logged so far, a JSON object a line. */
  log(): string
  /** Resolves when the next line is logged. */
  nextLine(): Promise<void>
  drain(): void
  close(): Promise<void>
  /** Closes and starts again on the same folder and port. */
  restart(): Promise<TestServer>
}

/** Starts the server inside this process, on port 0. */
export async function startServer(options: ServerOptions = {}, port = 0): Promise<TestServer> {
  const folder = options.folder ?? aDataFolder()
  const env = { SAMEPAGE_LOG: 'debug', ...NO_RATE, ...options.env, PORT: String(port), SAMEPAGE_DATA: folder }
  const read = readConfig(env)
  if (read.kind === 'refused') throw new Error(read.message)
  let log = ''
  let told: (() => void)[] = []
  const served: Served = await serve({
    site: PLAIN_SITE,
    clock: systemClock,
    logger: createLog(read.config.logLevel, (line) => {
      log += line
      for (const tell of told) tell()
      told = []
    }),
    randomBytes,
    startWorker: startSourceWorker,
    startReader: startSourceReader,
    ...options,
    config: read.config,
  })
  onTestFinished(() => served.stop())
  return {
    ...served,
    url: `http://127.0.0.1:${served.port}`,
    folder,
    log: () => log,
    nextLine: () => new Promise((resolve) => void told.push(resolve)),
    close: served.stop,
    async restart() {
      await served.stop()
      return startServer({ ...options, folder }, served.port)
    },
  }
}

/** The compiled server as a process of its own. */
export interface SpawnedServer {
  readonly url: string
  readonly folder: string
  readonly pid: number
  /** Ends it without a warning, as a power cut does for a process; resolves when it is gone. */
  kill9(): Promise<void>
  /** Asks it to end; answers its exit code. */
  terminate(): Promise<number | null>
  /** Starts it again on the same folder and port. */
  restart(): Promise<SpawnedServer>
  /** What it wrote to standard error. */
  stderr(): string
}

/** Lets the process write no file past this many bytes, as a full disk would; undefined lifts it again. */
export function limitFileSize(pid: number, bytes: number | undefined): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes ?? 'unlimited'}:`])
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')

/** Runs `dist/server/main.js` and waits for the line that says where it is. */
export async function spawnServer(
  options: {
    readonly folder?: string
    readonly env?: Record<string, string>
    /** An open file that takes standard error instead of us. */
    readonly stderr?: number
  } = {},
  port = 0,
): Promise<SpawnedServer> {
  const folder = options.folder ?? aDataFolder()
  const { child, stderr, exited } = spawnMain(
    { ...NO_RATE, ...options.env, PORT: String(port), SAMEPAGE_DATA: folder },
    options.stderr,
  )
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const found = /^Samepage is at (http:\S+)$/.exec(line)?.[1]
      if (found) resolve(found.replace('localhost', '127.0.0.1'))
    })
    void exited.then((code) => reject(new Error(`the server ended with ${code}: ${stderr()}`)))
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return {
    url,
    folder,
    pid: child.pid ?? 0,
    stderr,
    kill9: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    async restart() {
      await end('SIGKILL')
      return spawnServer({ ...options, folder }, Number(new URL(url).port))
    },
  }
}

/** Runs the compiled server with these settings and lets it be; killed when the test ends. */
export function spawnMain(
  env: Record<string, string>,
  stderr: number | 'pipe' = 'pipe',
): {
  readonly child: ChildProcess
  readonly exited: Promise<number | null>
  stdout(): string
  stderr(): string
} {
  if (!existsSync(MAIN)) throw new Error('dist/server/main.js is missing: run npm run build')
  const plain = { PATH: process.env['PATH'] ?? '' }
  const child = spawn(process.execPath, [MAIN], {
    env: { ...plain, ...env },
    stdio: ['ignore', 'pipe', stderr],
  })
  const written = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    written.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    written.stderr += chunk
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return { child, exited, stdout: () => written.stdout, stderr: () => written.stderr }
}

/** An empty data folder that is removed when the test ends. */
export function aDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

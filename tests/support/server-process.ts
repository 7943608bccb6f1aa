import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The compiled server as a process on loopback, with a data folder of its own. Bound to no test runner. */
export interface ServerProcess {
  /** The same over every restart. */
  readonly port: number
  /** Where programs reach it; a browser may use another host name. */
  readonly url: string
  readonly folder: string
  /** Ends it without a warning; resolves when it is gone. */
  kill9(): Promise<void>
  /** Asks it to end, as an upgrade does; resolves when it is gone. */
  stop(): Promise<void>
  /** Starts it again on the same folder and port; `main` is another build's server. */
  start(main?: string): Promise<void>
  /** Ends it and removes its folder. */
  dispose(): Promise<void>
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')

/** Starts `dist/server/main.js` on port 0 and an empty folder; `env` holds further settings. */
export async function startServerProcess(env: Record<string, string> = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-'))
  let running = await run({ ...env, PORT: '0', SAMEPAGE_DATA: folder })
  const { port } = running
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    folder,
    kill9: () => running.end('SIGKILL'),
    stop: () => running.end('SIGTERM'),
    async start(main) {
      running = await run({ ...env, PORT: String(port), SAMEPAGE_DATA: folder }, main)
    },
    async dispose() {
      await running.end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Running {
  readonly port: number
  end(signal: NodeJS.Signals): Promise<void>
}

async function run(env: Record<string, string>, main = MAIN): Promise<Running> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^Samepage is at http:\S+:(\d+)/.exec(line)?.[1]
      if (found) resolve(Number(found))
    })
    void gone.then(() => reject(new Error(`the server ended: ${complaint}`)))
  })
  return {
    port,
    async end(signal) {
      child.kill(signal)
      await gone
    },
  }
}

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
  /** Starts it again after `kill9`, on the same folder and port. */
  start(): Promise<void>
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
    kill9: () => running.end(),
    async start() {
      running = await run({ ...env, PORT: String(port), SAMEPAGE_DATA: folder })
    },
    async dispose() {
      await running.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function run(env: Record<string, string>): Promise<{ readonly port: number; end(): Promise<void> }> {
  const child = spawn(process.execPath, [MAIN], {
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
    async end() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

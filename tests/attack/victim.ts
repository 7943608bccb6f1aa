import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/** The compiled server as the attacked process, on a folder of its own. */
export interface Victim {
  readonly url: string
  readonly folder: string
  readonly pid: () => number
  /** How it ended by itself, or undefined while it lives. */
  readonly death: () => string | undefined
  /** Ends it without a warning, if it still lives, and starts it again on the same port. */
  restart(): Promise<void>
  /** Ends it and removes its folder. */
  dispose(): Promise<void>
}

/** How a victim is started. */
export interface VictimOptions {
  /** Node's limit of its old generation in MiB, so that a large machine does not hide what kills on a small one. */
  readonly heapMiB: number
  readonly env: Readonly<Record<string, string>>
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')
const CLOCK = pathToFileURL(join(import.meta.dirname, 'clock-set-back.mjs')).href
/** Of what a dying process says, so much is kept. */
const COMPLAINT_LENGTH = 20_000

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Starts `dist/server/main.js` with its own defaults on a free port and an empty folder. */
export async function startVictim(options: VictimOptions): Promise<Victim> {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-attack-'))
  let life = await live(folder, '0', options)
  const { port } = life
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    pid: () => life.pid,
    death: () => life.death(),
    async restart() {
      await life.end()
      life = await live(folder, port, options)
    },
    async dispose() {
      await life.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Life {
  readonly port: string
  readonly pid: number
  readonly death: () => string | undefined
  end(): Promise<void>
}

async function live(folder: string, port: string, { heapMiB, env }: VictimOptions): Promise<Life> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMiB}`, '--import', CLOCK, MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      SAMEPAGE_LOG: 'error',
      ...env,
      PORT: port,
      SAMEPAGE_DATA: folder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-COMPLAINT_LENGTH)
  })
  let death: string | undefined
  let isEnding = false
  const gone = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => {
      children.delete(child)
      if (!isEnding) death = `${signal ?? `exit ${code}`}${/heap/.test(complaint) ? ', out of memory' : ''}`
      resolve()
    }),
  )
  const heard = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^Samepage is at http:\S+:(\d+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    void gone.then(() => reject(new Error(`the server did not start: ${complaint}`)))
  })
  return {
    port: heard,
    pid: child.pid ?? 0,
    death: () => death,
    async end() {
      isEnding = true
      child.kill('SIGKILL')
      await gone
    },
  }
}

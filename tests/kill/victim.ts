import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The compiled server as a child process that is killed again and again, at any moment of its life. */
export interface Victim {
  /** The same over all its lives. */
  readonly url: () => string
  readonly folder: string
  /** Resolves with true when it listens, with false when it was killed before. Throws when it ends by itself. */
  start(): Promise<boolean>
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>
  /** Kills it and removes its folder. */
  dispose(): Promise<void>
}

const MAIN = join(import.meta.dirname, '../../dist/server/main.js')

/** A server that was never started, with an empty folder. */
export function createVictim(): Victim {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-kill-'))
  let port = 0
  let running: { readonly child: ChildProcess; readonly gone: Promise<void> } | undefined

  async function kill(): Promise<void> {
    running?.child.kill('SIGKILL')
    await running?.gone
    running = undefined
  }

  return {
    url: () => `http://127.0.0.1:${port}`,
    folder,
    kill,
    async start() {
      const env = { PATH: process.env['PATH'] ?? '', PORT: String(port), SAMEPAGE_DATA: folder }
      const child = spawn(process.execPath, [MAIN], {
        env: { ...env, SAMEPAGE_LOG: 'error', SAMEPAGE_REQUESTS_PER_SECOND: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let complaint = ''
      child.stderr.on('data', (chunk) => {
        complaint += chunk
      })
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      running = { child, gone }
      const heard = await new Promise<number | undefined>((resolve) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          const found = /^Samepage is at http:\S+:(\d+)/.exec(line)?.[1]
          if (found) resolve(Number(found))
        })
        void gone.then(() => resolve(undefined))
      })
      if (heard === undefined && !child.killed) throw new Error(`the server ended by itself: ${complaint}`)
      port = heard ?? port
      return heard !== undefined
    },
    async dispose() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

// better-sqlite3 12 aborts under Node 24.19 and later when the collector takes a statement (it bears an explicit
// gc() well). Litter makes the collector come by often, so that a statement that is not kept ends the server.
const LITTER =
  'setInterval(() => { globalThis.litter = Array.from({ length: 20_000 }, () => ({})) }, 10).unref()'

/** The built product, to be started under a Node other than the one that runs the tests. */
export interface Product {
  /** Starts it on a free port and the product's own data folder; resolves with its address. */
  start(): Promise<string>
  /** Asks it to end; answers its exit code. */
  stop(): Promise<number | null>
}

/**
 * The product in a folder of its own, with the program `node` and the folder `sqlite`, better-sqlite3 built for
 * it. All other packages are linked, not copied. Removed when the test ends.
 */
export function productUnder(node: string, sqlite: string): Product {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-node-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  layOut(folder, sqlite)
  let child: ChildProcess | undefined
  onTestFinished(() => void child?.kill('SIGKILL'))
  return {
    async start() {
      const started = spawn(node, ['--import', `data:text/javascript,${LITTER}`, 'dist/server/main.js'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      return addressOf(started)
    },
    async stop() {
      if (!child) return null
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      return (await ended)[0]
    },
  }
}

function layOut(folder: string, sqlite: string): void {
  cpSync('package.json', join(folder, 'package.json'))
  cpSync('dist', join(folder, 'dist'), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync('node_modules')) {
    if (name.startsWith('.') || name === 'better-sqlite3') continue
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  symlinkSync(sqlite, join(folder, 'node_modules/better-sqlite3'))
}

/** Waits for the line that says where the server is; rejects with what it complained of when it ends first. */
function addressOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the server was started without pipes')
  let complaint = ''
  stderr.on('data', (chunk) => {
    complaint += chunk
  })
  return new Promise((found, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const port = /^Samepage is at http:\S+:(\d+)$/.exec(line)?.[1]
      if (port) found(`http://127.0.0.1:${port}`)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${complaint}`)))
  })
}

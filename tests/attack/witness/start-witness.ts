import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FromWitness, Report, ToWitness } from './messages.ts'

/** Somebody beside the attack, in a process of their own. */
export interface Witness {
  /** Watches a server, until `end`. */
  begin(url: string, pid: number): Promise<void>
  pause(): void
  goOn(pid: number): void
  end(): Promise<Report>
  stop(): void
}

const MAIN = join(import.meta.dirname, 'main.ts')
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Starts the process; it may watch one server after another. */
export function startWitness(): Witness {
  const child = fork(MAIN, { execArgv: ['--import', TSX] })
  const gone = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`the witness ended with ${code}`))),
  )
  gone.catch(() => undefined)
  const tell = (message: ToWitness): void => void child.send(message)
  const heard = <K extends FromWitness['kind']>(kind: K): Promise<Extract<FromWitness, { kind: K }>> =>
    Promise.race([
      gone,
      new Promise<Extract<FromWitness, { kind: K }>>((resolve) => {
        const take = (message: FromWitness): void => {
          if (message.kind !== kind) return
          child.off('message', take)
          resolve(message as Extract<FromWitness, { kind: K }>)
        }
        child.on('message', take)
      }),
    ])
  return {
    async begin(url, pid) {
      const begun = heard('begun')
      tell({ kind: 'begin', url, pid })
      await begun
    },
    pause: () => tell({ kind: 'pause' }),
    goOn: (pid) => tell({ kind: 'go-on', pid }),
    async end() {
      const report = heard('report')
      tell({ kind: 'end' })
      return (await report).report
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { type Served, serve } from './serve.ts'
import { readSite } from './site.ts'
import { systemClock } from './system-clock.ts'

const WEB = join(dirname(fileURLToPath(import.meta.url)), '..', 'web')

async function main(): Promise<void> {
  const read = readConfig(process.env)
  if (read.kind === 'refused') return refuse(read.message)
  const { config } = read
  const stderr = pino.destination({ fd: 2, sync: true })
  // A log kept on a full disk must not end the server that just said so.
  for (const output of [stderr, process.stdout]) output.on('error', () => undefined)
  const logger = createLog(config.logLevel, (line) => stderr.write(line))
  try {
    const site = readSite(WEB)
    const served = await serve({ config, site, clock: systemClock, logger, randomBytes })
    process.stdout.write(
      `Samepage is at ${config.url ?? `http://${shownHost(config.host)}:${served.port}`}\n`,
    )
    stopOnSignals(served)
  } catch (error) {
    refuse(explain(error, config.port, config.host))
  }
}

function stopOnSignals(served: Served): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      served.stop().then(
        () => process.exit(0),
        (error) => refuse(explain(error)),
      )
    })
  }
}

function shownHost(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function explain(error: unknown, port?: number, host?: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to a free one.`
  if (code === 'EACCES' && port !== undefined && port < 1024)
    return `Port ${port} needs more rights. Set PORT.`
  if (code === 'EADDRNOTAVAIL') return `This machine does not have the address ${host}. Set HOST.`
  return error instanceof Error ? error.message : String(error)
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

await main()

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findProgram } from '../../scripts/programs.mjs'
import type { WEB_PROXIES } from '../../scripts/web-proxies.mjs'

/** A web server of somebody else's in front of ours, as a process on loopback. Bound to no test runner. */
export interface WebProxy {
  readonly port: number
  /** Ends it and removes its folder. */
  close(): Promise<void>
}

export type WebProxyName = keyof typeof WEB_PROXIES

/** The settings that the README gives for a program, as they stand there. */
export function readmeSettings(name: WebProxyName): string {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const found = new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1]
  if (!found) throw new Error(`the README has no settings for ${name}`)
  return found
}

/** What is different in each kind of front. */
interface Kind {
  readonly program: WebProxyName
  readonly arguments: (folder: string) => readonly string[]
  readonly settings: (folder: string, port: number) => string
}

/** nginx with these `server` blocks, of which the one that listens on port 80 gets a free port of loopback. */
export function startNginx(targetPort: number, servers: string): Promise<WebProxy> {
  return start({
    program: 'nginx',
    arguments: (folder) => ['-e', 'stderr', '-p', folder, '-c', join(folder, 'settings')],
    settings: (folder, port) => `
      daemon off; master_process off; pid ${folder}/pid; error_log stderr;
      events {}
      http {
        access_log off;
        ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
        ${onPorts(servers, targetPort).replace('listen 80;', `listen 127.0.0.1:${port};`)}
      }`,
  })
}

/** Caddy with one site's block, whose address becomes `http://127.0.0.1` or, with keys of its own, `https://localhost`. */
export function startCaddy(targetPort: number, site: string, scheme: 'http' | 'https'): Promise<WebProxy> {
  const tls = scheme === 'https' ? 'tls internal' : ''
  return start({
    program: 'caddy',
    arguments: (folder) => ['run', '--adapter', 'caddyfile', '--config', join(folder, 'settings')],
    settings: (folder, port) => `{
        admin off
        skip_install_trust
        auto_https disable_redirects
        storage file_system ${folder}
      }
      ${onPorts(site, targetPort).replace(/^\S+ \{$/m, `${scheme}://localhost:${port} {\nbind 127.0.0.1\n${tls}`)}`,
  })
}

function onPorts(settings: string, targetPort: number): string {
  if (!settings.includes(':4400')) throw new Error('the settings lead nowhere')
  return settings.replaceAll(':4400', `:${targetPort}`)
}

async function start(kind: Kind): Promise<WebProxy> {
  const program = findProgram(kind.program)
  if (!program) throw new Error(`${kind.program} is not installed`)
  const folder = mkdtempSync(join(tmpdir(), `samepage-${kind.program}-`))
  const port = await aFreePort()
  mkdirSync(join(folder, 'home'))
  writeFileSync(join(folder, 'settings'), kind.settings(folder, port))
  const child = spawn(program, kind.arguments(folder), {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: join(folder, 'home') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-10_000)
  })
  const close = async (): Promise<void> => {
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilListening(port, child)
  } catch {
    await close()
    throw new Error(`${kind.program} did not start: ${complaint}`)
  }
  return { port, close }
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.pid !== undefined) {
    const socket = connect(port, '127.0.0.1')
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (answered) return
    await wait(20)
  }
  throw new Error('it ended')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Neither program tells a port that it was given by the system. */
async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

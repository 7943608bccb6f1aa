import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'undici'
import { mainThreadTimes, peakBytes } from '../process-figures.ts'
import type { Waits } from './messages.ts'

const EVERY_MS = 20
const MEMORY_EVERY_MS = 50
/** Longer than any attack takes: who waits so long has seen enough. */
const PATIENCE_MS = 180_000

/** Asks for `/healthz` again and again, on a connection of its own. */
export interface HealthWatch {
  /** From now on waits count. */
  begin(): void
  /** What is under way or asked from now on does not count, until it goes on with a new process. */
  pause(): void
  goOn(pid: number): void
  stop(): Promise<Waits & { readonly peakBytes: number }>
}

/** Watches the server with this process id. */
export function watchHealth(url: string, firstPid: number): HealthWatch {
  const client = new Client(url, { headersTimeout: PATIENCE_MS })
  let pid = firstPid
  let counts = false
  let isOver = false
  let peak = 0
  const seen = {
    asked: 0,
    unanswered: 0,
    longest: 0,
    longestOwn: 0,
    longestOwnAt: [0, 0] as [number, number],
  }

  async function ask(): Promise<void> {
    const before = take(pid)
    const counted = counts
    const isAnswered = await client.request({ method: 'GET', path: '/healthz' }).then(
      async ({ statusCode, body }) => {
        await body.dump()
        return statusCode === 200
      },
      () => false,
    )
    const after = take(pid)
    if (!counted || !counts) return
    seen.asked += 1
    if (!isAnswered) seen.unanswered += 1
    const wall = after.at - before.at
    const others = after.server.queuedMs - before.server.queuedMs + after.own.queuedMs - before.own.queuedMs
    const ran = after.server.ranMs - before.server.ranMs
    seen.longest = Math.max(seen.longest, wall)
    const own = Math.min(wall, Math.max(ran, wall - others))
    if (own <= seen.longestOwn) return
    seen.longestOwn = own
    seen.longestOwnAt = [performance.timeOrigin + before.at, performance.timeOrigin + after.at]
  }

  // By a timer of its own: a process that is about to die of its memory answers no more.
  const sampling = setInterval(() => {
    peak = Math.max(peak, peakBytes(pid))
  }, MEMORY_EVERY_MS)
  const watching = (async () => {
    while (!isOver) {
      const begun = performance.now()
      await ask()
      await wait(Math.max(0, EVERY_MS - (performance.now() - begun)))
    }
  })()

  return {
    begin() {
      counts = true
    },
    pause() {
      counts = false
    },
    goOn(next) {
      pid = next
      counts = true
    },
    async stop() {
      isOver = true
      clearInterval(sampling)
      const destroyed = wait(1_000).then(() => client.destroy())
      await Promise.all([watching, destroyed])
      return { ...seen, peakBytes: peak }
    },
  }
}

function take(pid: number) {
  return { at: performance.now(), server: mainThreadTimes(pid), own: mainThreadTimes(process.pid) }
}

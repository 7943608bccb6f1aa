import { once } from 'node:events'
import { startChild } from './server-process.ts'
import type { Ask, Report, Returned } from './viewers.ts'

/** Asks the viewers' process for one thing and waits for its answer. */
export interface Tell {
  (ask: Extract<Ask, { kind: 'report' }>): Promise<Report>
  (ask: Extract<Ask, { kind: 'return' }>): Promise<Returned>
  (ask: Exclude<Ask, { kind: 'report' | 'return' }>): Promise<null>
}

/** Runs something beside a process of viewers, stopped afterwards. */
export async function withViewers<T>(run: (tell: Tell) => Promise<T>): Promise<T> {
  const { child, stop } = startChild('viewers.ts')
  const tell = async (ask: Ask) => {
    const [answer] = await Promise.all([once(child, 'message'), child.send(ask)])
    return answer[0]
  }
  try {
    return await run(tell as Tell)
  } finally {
    await stop()
  }
}

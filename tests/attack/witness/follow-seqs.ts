import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'undici'

const RETRY_MS = 200
const LOOK_MS = 20

/** A reader of one document's stream that only looks at the numbers of its events. */
export interface SeqReader {
  /** When each number came first, on this process's clock. */
  readonly arrivedAt: ReadonlyMap<number, number>
  /** The last one without a gap before it. */
  last(): number
  /** Whether this number comes, with all before it, in so many milliseconds. */
  reached(seq: number, patienceMs: number): Promise<boolean>
  close(): void
}

/** Follows from the beginning; comes back where it stood whenever the stream ends. */
export function followSeqs(url: string, path: string, cookie: string): SeqReader {
  const client = new Client(url, { headersTimeout: 0, bodyTimeout: 0 })
  const arrivedAt = new Map<number, number>()
  let last = 0
  let isClosed = false

  function take(lines: string): void {
    for (const [, id] of lines.matchAll(/^id: ?(\d+)$/gm)) {
      const seq = Number(id)
      if (!arrivedAt.has(seq)) arrivedAt.set(seq, performance.now())
      if (seq === last + 1) last = seq
    }
  }

  async function follow(): Promise<void> {
    const headers = { accept: 'text/event-stream', cookie, 'last-event-id': String(last) }
    const { body } = await client.request({ method: 'GET', path, headers })
    let rest = ''
    for await (const chunk of body.setEncoding('utf8')) {
      const text: string = rest + chunk
      const end = text.lastIndexOf('\n') + 1
      take(text.slice(0, end))
      rest = text.slice(end)
    }
  }

  void (async () => {
    while (!isClosed) {
      await follow().catch(() => undefined)
      await wait(RETRY_MS)
    }
  })()

  return {
    arrivedAt,
    last: () => last,
    async reached(seq, patienceMs) {
      const end = performance.now() + patienceMs
      while (last < seq && performance.now() < end) await wait(LOOK_MS)
      return last >= seq
    },
    close() {
      isClosed = true
      void client.destroy()
    },
  }
}

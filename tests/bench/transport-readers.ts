import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createFrameCounter } from './frame-counter.ts'
import { openHttpLine, type Traffic } from './http-line.ts'
import { quantile, sharedNow } from './measure.ts'

/** How a reader learns of changes. */
export type Transport = 'stream' | 'long-poll' | 'poll' | 'websocket'

/** What the parent asks of this process, one thing at a time; each is answered with one message. */
export type TransportAsk =
  /** So many readers of what comes after an event of the log. Answered when each is there. */
  | {
      readonly kind: 'join'
      readonly transport: Transport
      readonly url: string
      readonly after: number
      readonly count: number
    }
  /** Wait until each has had an event for each of these times, then tell. */
  | { readonly kind: 'report'; readonly sentAt: readonly number[] }

/** What the readers had and what it took, since they were there. */
export interface TransportReport extends Traffic {
  readonly deliveries: number
  readonly p50: number
  readonly p99: number
}

const POLL_MS = 2_000
const WAIT_S = 25
const DEADLINE_MS = 15_000

const traffic: Traffic = { requests: 0, up: 0, down: 0 }
/** When each event came to somebody, by its number. */
const arrivals: number[][] = []
let readers = 0

/** Notes that a reader who has had `had` events gets `count` more; answers how many it has then. */
function note(had: number, count: number): number {
  const now = sharedNow()
  for (let event = had; event < had + count; event++) {
    const arrived = arrivals[event] ?? []
    arrivals[event] = arrived
    arrived.push(now)
  }
  return had + count
}

async function join({
  transport,
  url,
  after,
  count,
}: Extract<TransportAsk, { kind: 'join' }>): Promise<null> {
  readers = count
  const open = { stream, 'long-poll': poll, poll, websocket }[transport]
  for (let reader = 0; reader < count; reader++) {
    await open(new URL(url), after, transport === 'poll' ? (reader * POLL_MS) / count : undefined)
  }
  return null
}

/** Resolves at `hello`, which is no event of the log. */
function stream(url: URL, after: number): Promise<void> {
  const countFrames = createFrameCounter()
  let had = -1
  return new Promise((resolve) => {
    openHttpLine(url, traffic).follow(`${url.pathname}?after=${after}`, (piece) => {
      const frames = countFrames(piece)
      if (frames === 0) return
      if (had < 0) resolve()
      had = had < 0 ? note(0, frames - 1) : note(had, frames)
    })
  })
}

/** Asks for pages for ever; every two seconds from `phase` on, or, without one, each as soon as the last came. */
async function poll(url: URL, after: number, phase: number | undefined): Promise<void> {
  const line = openHttpLine(url, traffic)
  let had = 0
  const ask = async (waitS: number): Promise<void> => {
    const page = (await line.get(`${url.pathname}?after=${after + had}&wait=${waitS}`)) as {
      events: unknown[]
    }
    had = note(had, page.events.length)
  }
  const goOn = async (): Promise<void> => {
    if (phase !== undefined) await wait(phase)
    for (;;) {
      const start = sharedNow()
      await ask(phase === undefined ? WAIT_S : 0)
      if (phase !== undefined) await wait(Math.max(0, start + POLL_MS - sharedNow()))
    }
  }
  await ask(0)
  void goOn()
}

function websocket(url: URL): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  let had = 0
  traffic.requests += 1
  socket.once('upgrade', ({ socket: line }) => {
    traffic.up += line.bytesWritten
    let counted = 0
    socket.on('message', () => {
      had = note(had, 1)
      traffic.down += line.bytesRead - counted
      counted = line.bytesRead
    })
  })
  return new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
}

async function report(sentAt: readonly number[]): Promise<TransportReport> {
  const expected = sentAt.length * readers
  const deadline = sharedNow() + DEADLINE_MS
  const delivered = () => arrivals.reduce((sum, each) => sum + each.length, 0)
  while (delivered() < expected && sharedNow() < deadline) await wait(20)
  const took = arrivals.flatMap((each, event) => each.map((at) => at - (sentAt[event] ?? at)))
  return { ...traffic, deliveries: delivered(), p50: quantile(took, 0.5), p99: quantile(took, 0.99) }
}

process.on('message', (ask: TransportAsk) => {
  void (ask.kind === 'join' ? join(ask) : report(ask.sentAt)).then((told) => process.send?.(told))
})
process.once('disconnect', () => process.exit(0))

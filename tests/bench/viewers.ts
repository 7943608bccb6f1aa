import { connect, type Socket } from 'node:net'
import { createFrameCounter } from './frame-counter.ts'
import { quantile, sharedNow } from './measure.ts'

/** What the parent asks of this process, one thing at a time; each is answered with one message. */
export type Ask =
  | { readonly kind: 'open'; readonly group: string; readonly url: string; readonly count: number }
  /** Forget what was counted so far. */
  | { readonly kind: 'start'; readonly group: string }
  /** So many come back at once; each is done when it has had so many events. They leave again. */
  | { readonly kind: 'return'; readonly url: string; readonly count: number; readonly events: number }
  /** Open streams and take nothing from them. */
  | { readonly kind: 'stall'; readonly url: string; readonly count: number }
  | { readonly kind: 'leave'; readonly group: string }
  /** Wait until each viewer has had an event for each of these times, then tell. */
  | { readonly kind: 'report'; readonly group: string; readonly sentAt: readonly number[] }

/** What a group of viewers received since `start`. */
export interface Report {
  readonly deliveries: number
  readonly bytes: number
  readonly p50: number
  readonly p99: number
}

/** What viewers who came back at once met. */
export interface Returned {
  /** When each had everything, in milliseconds after all set out. */
  readonly took: readonly number[]
  readonly bytes: number
}

interface Group {
  viewers: number
  sockets: Socket[]
  bytes: number
  /** How many events each viewer has had. */
  had: number[]
  /** When each event came, by its number. */
  arrivals: number[][]
}

const DEADLINE_MS = 15_000
const stalled: Socket[] = []
const groups = new Map<string, Group>()

/** Raw sockets that read and count, so that the viewers' work is not the server's nor the writer's. */
async function open({ group: name, url, count }: Extract<Ask, { kind: 'open' }>): Promise<null> {
  const group: Group = { viewers: 0, sockets: [], bytes: 0, had: [], arrivals: [] }
  groups.set(name, group)
  for (let i = 0; i < count; i++) await openOne(group, new URL(url))
  return null
}

/** Sets out for a stream. */
function ask({ hostname, port, pathname, search, host }: URL): Socket {
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`)
  return socket
}

function openOne(group: Group, url: URL): Promise<void> {
  const viewer = group.viewers++
  const countFrames = createFrameCounter()
  const socket = ask(url)
  group.sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('a stream ended')))
    socket.on('data', (piece) => {
      group.bytes += piece.length
      const count = countFrames(piece)
      if (count) resolve()
      const now = sharedNow()
      for (let i = 0; i < count; i++) {
        const event = group.had[viewer] ?? 0
        group.had[viewer] = event + 1
        const arrivals = group.arrivals[event]
        if (arrivals) arrivals.push(now)
        else group.arrivals[event] = [now]
      }
    })
  })
}

function start(group: Group): null {
  Object.assign(group, { bytes: 0, had: [], arrivals: [] })
  return null
}

async function report(group: Group, sentAt: readonly number[]): Promise<Report> {
  const expected = sentAt.length * group.viewers
  const deadline = sharedNow() + DEADLINE_MS
  const delivered = () => group.arrivals.reduce((sum, each) => sum + each.length, 0)
  while (delivered() < expected && sharedNow() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const took = group.arrivals.flatMap((each, event) => each.map((at) => at - (sentAt[event] ?? at)))
  return { deliveries: delivered(), bytes: group.bytes, p50: quantile(took, 0.5), p99: quantile(took, 0.99) }
}

/** `hello` comes before the events. */
async function comeBack({ url, count, events }: Extract<Ask, { kind: 'return' }>): Promise<Returned> {
  const start = sharedNow()
  let bytes = 0
  const comeOne = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const countFrames = createFrameCounter()
      const socket = ask(new URL(url))
      let had = 0
      socket.once('error', reject)
      socket.on('data', (piece) => {
        bytes += piece.length
        had += countFrames(piece)
        if (had <= events) return
        socket.destroy()
        resolve(sharedNow() - start)
      })
    })
  const took = await Promise.all(Array.from({ length: count }, comeOne))
  return { took, bytes }
}

/** A socket that nobody reads fills its buffers, ours and the kernel's, and then the server's. */
async function stall({ url, count }: Extract<Ask, { kind: 'stall' }>): Promise<null> {
  for (let i = 0; i < count; i++) {
    const socket = ask(new URL(url)).on('error', () => undefined)
    stalled.push(socket.pause())
    await new Promise((resolve) => socket.once('connect', resolve))
  }
  return null
}

function leave(group: Group): null {
  for (const socket of group.sockets) socket.removeAllListeners('close').destroy()
  return null
}

function groupOf(name: string): Group {
  const group = groups.get(name)
  if (!group) throw new Error(`no viewers called ${name}`)
  return group
}

async function answer(asked: Ask): Promise<Report | Returned | null> {
  switch (asked.kind) {
    case 'open':
      return open(asked)
    case 'return':
      return comeBack(asked)
    case 'stall':
      return stall(asked)
    case 'leave':
      return leave(groupOf(asked.group))
    case 'start':
      return start(groupOf(asked.group))
    case 'report':
      return report(groupOf(asked.group), asked.sentAt)
  }
}

process.on('message', (asked: Ask) => {
  void answer(asked).then((told) => process.send?.(told))
})
process.once('disconnect', () => process.exit(0))

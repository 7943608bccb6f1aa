import { connect } from 'node:net'
import { createFrameCounter } from './frame-counter.ts'
import { quantile, sharedNow } from './measure.ts'

/** What the parent asks of this process, one thing at a time; each is answered with one message. */
export type Ask =
  | { readonly kind: 'open'; readonly group: string; readonly url: string; readonly count: number }
  /** Forget what was counted so far. */
  | { readonly kind: 'start'; readonly group: string }
  /** Wait until each viewer has had an event for each of these times, then tell. */
  | { readonly kind: 'report'; readonly group: string; readonly sentAt: readonly number[] }

/** What a group of viewers received since `start`. */
export interface Report {
  readonly deliveries: number
  readonly bytes: number
  readonly p50: number
  readonly p99: number
}

interface Group {
  viewers: number
  bytes: number
  /** How many events each viewer has had. */
  had: number[]
  /** When each event came, by its number. */
  arrivals: number[][]
}

const DEADLINE_MS = 15_000
const groups = new Map<string, Group>()

/** Raw sockets that read and count, so that the viewers' work is not the server's nor the writer's. */
async function open({ group: name, url, count }: Extract<Ask, { kind: 'open' }>): Promise<null> {
  const group: Group = { viewers: 0, bytes: 0, had: [], arrivals: [] }
  groups.set(name, group)
  for (let i = 0; i < count; i++) await openOne(group, new URL(url))
  return null
}

function openOne(group: Group, { hostname, port, pathname, host }: URL): Promise<void> {
  const viewer = group.viewers++
  const countFrames = createFrameCounter()
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`)
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

function groupOf(name: string): Group {
  const group = groups.get(name)
  if (!group) throw new Error(`no viewers called ${name}`)
  return group
}

async function answer(ask: Ask): Promise<Report | null> {
  if (ask.kind === 'open') return open(ask)
  return ask.kind === 'start' ? start(groupOf(ask.group)) : report(groupOf(ask.group), ask.sentAt)
}

process.on('message', (ask: Ask) => {
  void answer(ask).then((told) => process.send?.(told))
})
process.once('disconnect', () => process.exit(0))

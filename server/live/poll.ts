import type { ServerResponse } from 'node:http'
import type { ClientId } from '../../document/protocol/ids.ts'
import type { MonotonicClock, Timer } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Visitor } from '../network/admission.ts'
import type { Hub, PresenceNews } from './hub.ts'
import type { Places } from './places.ts'
import type { Readers } from './readers.ts'
import type { Readable } from './stream.ts'

/** How soon after it began a poll tells of people: carets cost one answer a second at most. */
const PRESENCE_MS = 1_000

/** What a poll waits for. */
export interface PollRequest {
  readonly visitor: Visitor
  readonly documents: readonly Pick<Readable, 'document' | 'cursor' | 'clients'>[]
  readonly waitMs: number
  /** Whether news of people is worth an answer: never, when there are some, or because there were some before. */
  readonly people: 'ignored' | 'awaited' | 'due'
}

/** Why a poll is over: `due` when it is to be answered, whatever there is. */
export type PollEnd = 'due' | 'gone' | 'shutting-down'

/** What polls need from outside. */
export interface PollDeps {
  readonly hub: Hub
  readonly readers: Readers
  readonly places: Places
  readonly metrics: Metrics
  readonly clock: MonotonicClock
}

/** Waits until something is new after one of the cursors, or the time is over, or the reader is gone. */
export function waitForNews(
  response: ServerResponse,
  { visitor, documents, waitMs, people }: PollRequest,
  { hub, readers, places, metrics, clock }: PollDeps,
): Promise<PollEnd> {
  const began = clock.elapsed()
  metrics.pollsWaited += 1
  return new Promise((resolve) => {
    const releases = [places.take(visitor)]
    let isDue = false
    let presenceTimer: Timer | undefined

    function settle(end: PollEnd): void {
      for (const release of releases.splice(0)) release()
      presenceTimer?.cancel()
      resolve(end)
    }
    const due = (): void => settle('due')
    const gone = (): void => settle('gone')

    function dueForPresence(): void {
      presenceTimer ??= clock.after(Math.max(0, began + PRESENCE_MS - clock.elapsed()), due)
    }

    for (const { document, cursor, clients } of documents) {
      const watching = hub.watch(document.id, document.seq, ({ head }) => ({
        wake(news) {
          isDue ||= head() > cursor.after
          if (people !== 'ignored' && news.some((each) => isForeign(each, clients))) dueForPresence()
        },
        flush: () => isDue && due(),
      }))
      releases.push(watching.release)
    }
    const end = (): void => settle('shutting-down')
    releases.push(readers.add({ kind: 'poll', beat: () => undefined, end, pendingBytes: () => 0 }))
    response.once('close', gone)
    releases.push(() => response.off('close', gone))
    const timer = clock.after(waitMs, due)
    releases.push(timer.cancel)
    if (people === 'due') dueForPresence()
    if (response.destroyed) gone()
  })
}

function isForeign({ changed, left }: PresenceNews, mine: readonly ClientId[]): boolean {
  return [...changed.map(({ client }) => client), ...left].some((client) => !mine.includes(client))
}

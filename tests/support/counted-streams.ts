import type { Subscription } from '../../document/protocol/subscriptions.ts'
import type { Streams } from '../../web/api/stream.ts'

/** The product's own way to open streams, looked at. */
export interface CountedStreams {
  readonly streams: Streams
  /** How many streams were ever opened, and how many are open. */
  readonly opened: () => number
  readonly open: () => number
  /** What the newest stream was opened for. */
  readonly newest: () => readonly Subscription[]
  /** Every stream that is open ends as if its line were cut. */
  cut(): void
}

/** Counts what goes through `streams`, and changes nothing. */
export function countStreams(streams: Streams): CountedStreams {
  let opened = 0
  let newest: readonly Subscription[] = []
  const cuts = new Set<() => void>()
  return {
    streams: {
      ...streams,
      openStream(subscriptions, listener) {
        opened += 1
        newest = subscriptions
        const stream = streams.openStream(subscriptions, { ...listener, onEnd: (how) => end(how) })
        const end: typeof listener.onEnd = (how) => {
          cuts.delete(cut)
          listener.onEnd(how)
        }
        const cut = (): void => {
          stream.close()
          end({ kind: 'unreachable' })
        }
        cuts.add(cut)
        return {
          close() {
            cuts.delete(cut)
            stream.close()
          },
        }
      },
    },
    opened: () => opened,
    open: () => cuts.size,
    newest: () => newest,
    cut() {
      for (const each of [...cuts]) each()
    },
  }
}

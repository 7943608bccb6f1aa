import type { Streams } from '../api/stream.ts'
import type { Clock } from '../sync/clock.ts'
import type { Feed } from './feed.ts'
import { createLane, type Lane } from './lane.ts'
import { createSubscriber } from './subscriber.ts'
import { createTransportChoice } from './transport-choice.ts'

/** What a feed needs from outside. */
export interface FeedDeps {
  readonly streams: Streams
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly random: () => number
}

/** A feed on connections of its own: one, as long as not more than sixty pages follow it. */
export function createFeed({ streams, clock, random }: FeedDeps): Feed {
  const choice = createTransportChoice(clock)
  let lanes: Lane[] = []
  return {
    subscribe(wish, listener) {
      const subscriber = createSubscriber(wish, listener)
      const known = lanes.find((each) => each.fits(subscriber))
      const lane = known ?? createLane({ streams, clock, random, choice })
      if (!known) lanes = [...lanes, lane]
      lane.add(subscriber)
      return {
        close() {
          // A listener that closes hears nothing more, even of what is being told just now.
          subscriber.isOver = true
          lane.remove(subscriber)
          lanes = lanes.filter((each) => !each.isEmpty())
        },
      }
    },
    check(silentMs) {
      for (const lane of lanes) lane.check(silentMs)
    },
  }
}

import type { Feed, FeedListener, Subscribed, Wish } from '../live/feed.ts'
import type { Clock } from './clock.ts'
import { LATE_MS } from './late-answer.ts'

/** Keeps a page subscribed to its document while it needs to be. */
export interface Follower {
  /** Subscribes from where the page stands now, giving up the place before. */
  connect(): void
  /** The page may have slept, or the network changed: subscribes again if it must, looks after the line if not. */
  wake(): void
  /** The server has answered a request of this page: what waits for a next try is tried at once. */
  answered(): void
  /** A request of this page waits for its answer for too long: renews the line if that is silent too. */
  doubt(): void
  /** Gives the place up until `wake`: the page sleeps, or may never come back. */
  sleep(): void
  /** Gives the place up until `connect`: where the page stands is being found out. */
  pause(): void
  /** Nobody looks at the page from now on; if that lasts, it gives its place up until `wake`. */
  hide(): void
  /** Somebody looks again: what `hide` began is called off, and `wake` may follow. */
  show(): void
  stop(): void
}

/** What a follower needs from outside. */
export interface FollowerDeps {
  readonly feed: Feed
  readonly clock: Clock
  readonly where: () => Wish
  readonly listener: FeedListener
  /** True when nothing waits to be sent. */
  readonly isIdle: () => boolean
  /** The place was given up until `wake`. */
  readonly onRest: () => void
}

/** A page that nobody has looked at for so long costs nothing any more. */
const HIDDEN_MS = 5 * 60_000

/** Makes a follower that waits for its first `connect`. */
export function createFollower({ feed, clock, where, listener, isIdle, onRest }: FollowerDeps): Follower {
  let place: Subscribed | undefined
  /** True where `wake` is to subscribe again. */
  let isWanted = false
  /** From `sleep` to `show`: a wake that was under way before comes too late. */
  let isAsleep = false
  let isStopped = false
  let cancelHidden = () => {}

  function connect(): void {
    release()
    if (isStopped) return
    isWanted = true
    place = feed.subscribe(where(), listener)
  }

  function release(): void {
    cancelHidden()
    place?.close()
    place = undefined
  }

  function rest(): void {
    if (!place) return
    if (!isIdle()) {
      hide()
      return
    }
    sleep()
  }

  function sleep(): void {
    isAsleep = true
    if (!place) return
    release()
    onRest()
  }

  function hide(): void {
    cancelHidden()
    cancelHidden = clock.after(HIDDEN_MS, rest)
  }

  return {
    connect,
    wake() {
      if (!isWanted || isAsleep) return
      if (place) feed.check()
      else connect()
    },
    answered() {
      if (place) feed.check()
    },
    doubt: () => feed.check(LATE_MS),
    sleep,
    pause() {
      isWanted = false
      release()
    },
    hide,
    show() {
      isAsleep = false
      cancelHidden()
    },
    stop() {
      isStopped = true
      isWanted = false
      release()
    },
  }
}

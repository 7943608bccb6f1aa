import type { Node } from 'prosemirror-model'
import type { Clock } from './clock.ts'
import { LONG_ABSENCE_MS, type Review, reviewAbsence } from './review.ts'
import type { ReviewChoice } from './sync-client.ts'
import type { SyncState } from './sync-state.ts'

/** Watches over how long a page was away, and holds its work back until its person has looked at it. */
export interface Absence {
  /** The page has the stream again. */
  back(): void
  /** The page has no stream. */
  away(): void
  /** The page begins with work of a page that was last connected then. */
  resumeFrom(liveAt: number): void
  /** Whether the page has caught up is asked now; after that it is known whether there is something to decide. */
  look(): void
  /** True while nothing may be sent and nothing newer may replace what this device keeps. */
  isHeld(): boolean
  review(): Review | undefined
  /** Decides; see SyncClient. */
  settle(choice: ReviewChoice): Promise<string | undefined>
  /** When the page last had a good connection, in milliseconds since 1970. */
  liveAt(): number
  /** Decided, or no matter any more. */
  end(): void
  stop(): void
}

/** What it needs from outside. */
export interface AbsenceDeps {
  readonly clock: Clock
  readonly now: () => number
  readonly state: () => SyncState | undefined
  readonly isCaughtUp: () => boolean
  readonly onReview: (review: Review | undefined) => void
  /** Makes a document of its own; answers its id if it could be made. */
  readonly copy: (doc: Node) => Promise<string | undefined>
  /** The work of before the absence is elsewhere now. */
  readonly drop: (before: SyncState) => void
}

/** A page that sleeps is told by nobody: it looks at the time so often. */
const TICK_MS = 30_000

/** Makes one for a page that was there until now. */
export function createAbsence({ clock, now, state, isCaughtUp, onReview, copy, drop }: AbsenceDeps): Absence {
  let lastTick = now()
  let isLive = false
  /** Set when the machine slept while the connection seemed good. */
  let sleptSince: number | undefined
  let gone: { readonly before: SyncState; readonly since: number } | undefined
  let review: Review | undefined
  let cancel = clock.after(TICK_MS, tick)

  function touch(): void {
    if (!isLive) return
    if (now() - lastTick >= LONG_ABSENCE_MS) sleptSince ??= lastTick
    lastTick = now()
  }

  function tick(): void {
    touch()
    cancel = clock.after(TICK_MS, tick)
  }

  const liveAt = (): number => gone?.since ?? sleptSince ?? (isLive ? now() : lastTick)

  function begin(since: number): void {
    const before = state()
    if (gone || !before || now() - since < LONG_ABSENCE_MS) return
    if (before.pending.length > 0) gone = { before, since }
  }

  function end(): void {
    gone = undefined
    if (review) onReview(undefined)
    review = undefined
  }

  return {
    back() {
      touch()
      begin(sleptSince ?? lastTick)
      sleptSince = undefined
      isLive = true
      lastTick = now()
    },
    away() {
      touch()
      isLive = false
    },
    resumeFrom(since) {
      lastTick = since
      begin(since)
    },
    look() {
      const current = state()
      if (!gone || review || !current || !isCaughtUp()) return
      review = reviewAbsence(gone.before, current, now() - gone.since)
      if (review) onReview(review)
      else gone = undefined
    },
    isHeld: () => gone !== undefined,
    review: () => review,
    async settle(choice) {
      const before = gone?.before
      if (!before) return undefined
      const made = choice === 'copy' ? await copy(before.shown) : undefined
      if (choice === 'copy' && made === undefined) return undefined
      // Another log, or another page, has settled it meanwhile: what stands here now is not what was copied.
      if (gone?.before !== before) return made
      if (choice === 'copy') drop(before)
      end()
      return made
    },
    liveAt,
    end,
    stop: () => cancel(),
  }
}

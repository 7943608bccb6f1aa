import { isFinal } from '../api/answer.ts'
import { createBackoff } from '../sync/backoff.ts'
import type { Crowded } from './feed.ts'
import type { Line, LineDeps, LineEnd, LineListener } from './line.ts'
import { openPollLine } from './poll-line.ts'
import { hear, isWished, refuse } from './relay.ts'
import { openStreamLine } from './stream-line.ts'
import { canShareLine, mergeByDocument, type Subscriber } from './subscriber.ts'
import type { TransportChoice } from './transport-choice.ts'

/** One connection's worth of documents, and whoever follows them. */
export interface Lane {
  /** True when this page may join; a page that nobody can join with needs a lane of its own. */
  fits(subscriber: Subscriber): boolean
  add(subscriber: Subscriber): void
  remove(subscriber: Subscriber): void
  isEmpty(): boolean
  check(silentMs?: number): void
}

/** What a lane needs from outside. */
export interface LaneDeps extends LineDeps {
  readonly random: () => number
  readonly choice: TransportChoice
}

/** The most pages on one connection: each is a part of its address, for which nginx as it comes has 8 kB. */
const PAGES = 60

/** A line that lived this long was a good one: the next try comes soon again. */
const STABLE_MS = 10_000

/** After a line that did say hello the wait is never longer: where lines are short, they follow each other closely. */
const SHORT_LIVED_WAIT_MS = 2_000

/** When the last page of somebody is gone the line goes on naming it for so long; others may follow. */
const LEFT_MS = 3_000

/** Where streams are held back, so often one is tried again. */
const PROBE_MS = 5 * 60_000

/** So many lines are opened in haste after a silence: browsers keep six connections to a server, no more. */
const HASTY_TRIES = 6

/** A probe that somebody asked for is not repeated within this time. */
const PROBE_PAUSE_MS = 30_000

/**
 * Keeps one line open. `current` carries what comes; `next` is being opened to take its place, and takes it only
 * when it has heard of every document, so that a change of lines is no moment of blindness.
 */
export function createLane(deps: LaneDeps): Lane {
  const { clock, choice } = deps
  const backoff = createBackoff(deps.random)
  const subscribers = new Set<Subscriber>()
  const openedAt = new WeakMap<Line, number>()
  let current: Line | undefined
  let next: Line | undefined
  let cancelRetry: (() => void) | undefined
  let cancelLeft: (() => void) | undefined
  let cancelProbe: (() => void) | undefined
  let hasty = 0
  let probedAt = Number.NEGATIVE_INFINITY

  function settle(): void {
    if (![...subscribers].some(({ isOver }) => !isOver)) closeAll()
    else if (!next && !cancelRetry) {
      if (!current) open()
      else if (!isAskedFor(current)) renew(current)
      else if (!isWished(current, subscribers)) leaveLater()
    }
  }

  function isAskedFor({ asked }: Line): boolean {
    const isCovered = (one: Subscriber) => asked.get(one.document)?.subscribers.has(one)
    return [...subscribers].every((one) => one.isOver || isCovered(one))
  }

  function open(): void {
    if (current || choice.next() === 'stream') next = openLine(openNextStream)
    else current = openLine(openPolls)
  }
  const openNextStream = (listener: LineListener): Line =>
    openStreamLine({ asked: mergeByDocument(subscribers), isHasty: hasty > 0 }, deps, listener)
  const openPolls = (listener: LineListener): Line => {
    const ask = () => ({
      asked: mergeByDocument(subscribers),
      mayWait: [...subscribers].every(({ isOver, line }) => isOver || line === polls),
    })
    const polls = openPollLine(ask, deps, listener)
    return polls
  }

  function openLine(opened: (listener: LineListener) => Line): Line {
    const onTrouble = (): void => {
      line.close()
      ended(line, { kind: 'unreachable' })
    }
    const line: Line = opened({
      onEvent(kind, data) {
        hear({ line, subscribers, relief: line === current ? next : undefined, onTrouble }, kind, data)
        if (kind === 'hello') hasty = 0
        if (kind === 'hello' && line.transport === 'stream') choice.heard()
        if (line === next && line.unanswered.size === 0) takeOver(line)
        if (line === current && line.transport === 'polling') probeWhenDue()
        settle()
      },
      onJump: () => line === current && doubt(line),
      onEnd: (how) => ended(line, how),
    })
    openedAt.set(line, clock.now())
    return line
  }

  function takeOver(line: Line): void {
    const before = current
    current = line
    next = undefined
    cancel()
    if (!before) return
    before.close()
    lost(before)
  }

  /** Nothing comes on this line any more: whoever was served by it, or waited for it, is told. */
  function lost(line: Line, why?: Crowded): void {
    for (const one of subscribers) {
      const hasWaited = !one.line && line.asked.get(one.document)?.subscribers.has(one)
      if (one.line !== line && !hasWaited) continue
      one.line = undefined
      if (!one.isOver) one.listener.onDown(why)
    }
  }

  function ended(line: Line, how: LineEnd): void {
    const wasNext = line === next
    if (wasNext) next = undefined
    else current = undefined
    count(line, how)
    if (how.kind === 'silent') hasty = line.hasHeard() ? HASTY_TRIES : hasty - 1
    const isCrowded = how.kind === 'refused' && how.code === 'too-many-streams'
    lost(line, isCrowded ? how.code : undefined)
    if (how.kind === 'refused' && isFinal(how)) refuse(line, subscribers, how.code)
    if (next) return
    if (current?.transport === 'polling') probeLater()
    else retryIn(waitAfter(line, how))
    settle()
  }

  /** What a line's end says about the way here; of one that was to relieve a living stream, nothing. */
  function count(line: Line, { kind }: LineEnd): void {
    if (kind === 'held' && current?.transport !== 'stream') choice.held()
    if (line.hasHeard() || current?.transport === 'stream') return
    if (line.transport === 'polling') choice.pollFailed()
    else if (kind === 'missed' || (kind === 'unreachable' && current)) choice.missed()
    else if (kind === 'unreachable') choice.failed()
  }

  function waitAfter(line: Line, how: LineEnd): number {
    const wasHasty = how.kind === 'silent' && !line.hasHeard()
    if (wasHasty || ((how.kind === 'missed' || how.kind === 'held') && !current)) return 0
    const wasGood = line.hasHeard() && clock.now() - (openedAt.get(line) ?? 0) > STABLE_MS
    if (wasGood) backoff.reset()
    if (wasGood && how.kind === 'ended' && how.retryMs !== undefined) return how.retryMs
    const own = backoff.next()
    return Math.max(askedWait(how), line.hasHeard() ? Math.min(own, shortWait()) : own)
  }
  const shortWait = (): number => SHORT_LIVED_WAIT_MS * (0.2 + 0.8 * deps.random())

  function retryIn(ms: number): void {
    cancelRetry?.()
    cancelRetry = clock.after(ms, () => {
      cancelRetry = undefined
      settleWith(renew)
    })
  }

  function settleWith(more: (line: Line) => void): void {
    if (subscribers.size === 0) closeAll()
    else if (current) more(current)
    else if (!next) open()
  }

  /** A line that may be dead, or does not bring what is wished, is relieved by another; a poll just asks again. */
  function renew(line: Line): void {
    if (line.renew) line.renew()
    else if (!next) open()
  }

  /** Nobody knows whether it lives. */
  function doubt(line: Line): void {
    hasty = HASTY_TRIES
    renew(line)
  }

  function leaveLater(): void {
    cancelLeft ??= clock.after(LEFT_MS, () => {
      cancelLeft = undefined
      if (current && !next && !isWished(current, subscribers)) renew(current)
    })
  }

  function probe(): void {
    cancelProbe?.()
    cancelProbe = undefined
    probedAt = clock.now()
    if (!next) next = openLine(openNextStream)
  }
  const probeLater = (): void => {
    cancelProbe ??= clock.after(PROBE_MS, probe)
  }
  function probeWhenDue(): void {
    if (next) return
    if (choice.isSettled()) probeLater()
    else if (clock.now() - probedAt > PROBE_PAUSE_MS) probe()
  }

  function cancel(): void {
    for (const each of [cancelRetry, cancelLeft, cancelProbe]) each?.()
    cancelRetry = cancelLeft = cancelProbe = undefined
  }

  function closeAll(): void {
    cancel()
    for (const line of [current, next]) line?.close()
    current = next = undefined
    for (const one of subscribers) one.line = undefined
  }

  return {
    fits: (subscriber) =>
      subscribers.size < PAGES &&
      [...subscribers].every((one) => one.isOver || canShareLine(one, subscriber)),
    add(subscriber) {
      subscribers.add(subscriber)
      settle()
    },
    remove(subscriber) {
      subscribers.delete(subscriber)
      settle()
    },
    isEmpty: () => subscribers.size === 0,
    check(silentMs) {
      if (cancelRetry) {
        cancelRetry()
        cancelRetry = undefined
        backoff.reset()
        settleWith(renew)
      } else if (current && current.silentMs() > (silentMs ?? current.patienceMs())) doubt(current)
      if (current?.transport === 'polling' && clock.now() - probedAt > PROBE_PAUSE_MS && !next) probe()
    },
  }
}

/** How long the server, or somebody between, asked to wait. */
function askedWait(how: LineEnd): number {
  if (how.kind === 'ended') return how.retryMs ?? 0
  return how.kind === 'refused' ? (how.retryAfterMs ?? 0) : 0
}

import { Refusal } from '../refusal.ts'
import type { Asker } from './asker.ts'

/** Somebody's work that waits. */
export interface Waiting {
  readonly asker: Asker
  /** What it holds in memory. */
  readonly bytes: number
}

/** How much may wait at once. */
export interface TurnLimits {
  readonly person: number
  readonly network: number
  readonly all: number
  /** Of everybody together. */
  readonly bytes: number
}

/** Who comes next, fairly: nobody gets two places at once, and whoever has had much lately lets others go first. */
export interface Turns<T extends Waiting> {
  /** Puts work in. Refuses with `too-many-requests` when too much waits: of this person, network, or at all. */
  add(work: T): void
  /** Takes the next work out that `fits`, if there is any; its person gets no other until `done`. */
  take(fits: (work: T) => boolean): T | undefined
  /** Says that work is over, after so many milliseconds. */
  done(work: T, ms: number): void
  /** Puts work in, whatever waits: it is a part of something that was let in. */
  put(work: T): void
  /** Takes out all that waits. */
  clear(): readonly T[]
}

/** Work that somebody had done, in milliseconds, and when it was counted. It is forgotten as time passes. */
interface Spent {
  readonly ms: number
  readonly at: number
}

/** How many people and networks are remembered. */
const MOST_REMEMBERED = 10_000

/** Makes an empty queue; `now` is in milliseconds. */
export function createTurns<T extends Waiting>(limits: TurnLimits, now: () => number): Turns<T> {
  const waiting = new Set<T>()
  const atWork = new Set<string>()
  const spent = new Map<string, Spent>()

  const spentBy = (name: string): number => {
    const { ms, at } = spent.get(name) ?? { ms: 0, at: 0 }
    return Math.max(0, ms - Math.max(0, now() - at))
  }
  const spend = (name: string, ms: number): void => {
    const sum = spentBy(name) + ms
    spent.delete(name)
    spent.set(name, { ms: sum, at: now() })
    const [oldest] = spent.keys()
    if (spent.size > MOST_REMEMBERED && oldest !== undefined) spent.delete(oldest)
  }
  const rankOf = ({ asker, bytes }: T): readonly number[] => [
    spentBy(asker.person),
    spentBy(networkKey(asker)),
    bytes,
  ]
  function demandRoom({ asker, bytes }: T): void {
    let [ofPerson, ofNetwork, sum] = [0, 0, bytes]
    for (const other of waiting) {
      if (other.asker.person === asker.person) ofPerson++
      if (other.asker.network === asker.network) ofNetwork++
      sum += other.bytes
    }
    const isFull = waiting.size >= limits.all || (waiting.size > 0 && sum > limits.bytes)
    if (isFull || ofPerson >= limits.person || ofNetwork >= limits.network)
      throw new Refusal('too-many-requests')
  }
  const done = ({ asker }: T, ms: number): void => {
    atWork.delete(asker.person)
    spend(asker.person, ms)
    spend(networkKey(asker), ms)
  }

  return {
    add(work) {
      demandRoom(work)
      waiting.add(work)
    },
    take(fits) {
      let next: T | undefined
      for (const work of waiting) {
        if (atWork.has(work.asker.person) || !fits(work)) continue
        if (!next || isBefore(rankOf(work), rankOf(next))) next = work
      }
      if (!next) return undefined
      waiting.delete(next)
      atWork.add(next.asker.person)
      return next
    },
    done,
    put(work) {
      waiting.add(work)
    },
    clear() {
      const all = [...waiting]
      waiting.clear()
      return all
    },
  }
}

function networkKey({ network }: Asker): string {
  return `network ${network}`
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, i) => value !== other[i])
  return index >= 0 && (one[index] ?? 0) < (other[index] ?? 0)
}

import type { PersonId } from '../../document/protocol/ids.ts'
import type { MonotonicClock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { type Allowance, type Budget, createBudget } from './budget.ts'
import type { Network } from './network.ts'
import { createNewcomers } from './newcomers.ts'

/**
 * What is paid for: `read` each question, `write` each request that changes something, and `keep` what then stays: a
 * document each, a file each and each MiB of it.
 */
export type Kind = 'read' | 'write' | 'keep'

/**
 * How much comes back a second, and how much there is at once, as parts of the writes a person may make a second. Typing
 * comes in bursts, pages ask more often than they write, and what stays is rarer than a keystroke. A network has room
 * for a school of 500 that comes in at the door at one moment and makes a document each.
 */
const SHARES = {
  read: { person: { perSecond: 4, atOnce: 24 }, network: { perSecond: 40, atOnce: 240 } },
  write: { person: { perSecond: 1, atOnce: 6 }, network: { perSecond: 10, atOnce: 60 } },
  keep: { person: { perSecond: 0.1, atOnce: 6 }, network: { perSecond: 0.1, atOnce: 12 } },
} as const satisfies Record<Kind, Record<'person' | 'network', Allowance>>

/** What all of whom nothing is known have together, in networks: whoever has many addresses has not as many times more. */
const NETWORKS_IN_ALL = 3

/** Somebody who asks, as far as limits go. */
export interface Visitor {
  readonly person: PersonId
  readonly network: Network
  /** False for who has no cookie of ours, or one that was never used: that may be the same one again and again. */
  readonly isKnown: boolean
  /** Whom it is counted for, as a key: the person, or the network of somebody who is not known. */
  readonly payer: string
  /**
   * Pays for what is to be done. Refuses with `too-many-requests`, and says when to come again, while nothing is left;
   * a cost beyond what is left is lent.
   */
  pay(kind: Kind, cost?: number): void
  /** Pays for what turned out to cost more. Never refuses. */
  owe(kind: Kind, cost: number): void
}

/** Bytes as they are paid for in `keep`. */
export function inMiB(bytes: number): number {
  return Math.floor(bytes / 1_048_576)
}

/** What is known of a request. */
export interface Asking {
  readonly person: PersonId
  readonly network: Network
  /** True when the person came with a cookie that we signed. */
  readonly hasCookie: boolean
}

/** Lets requests in: each is paid for by its person, and, where that may be anybody, by its network. */
export type Admission = (asking: Asking) => Visitor

/** What admission needs from outside. */
export interface AdmissionDeps {
  readonly clock: MonotonicClock
  /** Writes a person may make each second, sustained; 0: nothing is limited. */
  readonly perSecond: number
  /** True for somebody who wrote before, as far as is stored. */
  readonly hasWritten: (person: PersonId) => boolean
}

interface Budgets {
  readonly person: Budget
  readonly network: Budget
  readonly strangers: Budget
}

/** Everybody of whom nothing is known. */
const STRANGERS = 'strangers'

/** Nobody has spent anything yet. */
export function createAdmission({ clock, perSecond, hasWritten }: AdmissionDeps): Admission {
  const budgets = createBudgets(perSecond, clock)
  const newcomers = createNewcomers({ clock, hasWritten })

  return ({ person, network, hasCookie }) => {
    const isKnown = hasCookie && newcomers.isKnown(person, network)
    const payer = isKnown ? `person ${person}` : `network ${network}`
    const accounts = (kind: Kind): [Budget, string][] => {
      const of = budgets[kind]
      const own: [Budget, string][] = hasCookie ? [[of.person, person]] : []
      if (isKnown) return own
      return [...own, [of.network, network], [of.strangers, STRANGERS]]
    }
    const owe = (kind: Kind, cost: number): void => {
      if (perSecond === 0) return
      for (const [budget, key] of accounts(kind)) budget.spend(key, cost)
      if (hasCookie && !isKnown) newcomers.note(person)
    }
    return {
      ...{ person, network, isKnown, payer, owe },
      pay(kind, cost = 1) {
        if (perSecond === 0) return
        const waitS = Math.max(...accounts(kind).map(([budget, key]) => budget.waitS(key)))
        if (waitS > 0) throw new Refusal('too-many-requests', { waitS })
        owe(kind, cost)
      },
    }
  }
}

function createBudgets(writes: number, clock: MonotonicClock): Record<Kind, Budgets> {
  const toBudget = ({ perSecond, atOnce }: Allowance, times: number): Budget =>
    createBudget({ perSecond: perSecond * times, atOnce: Math.max(1, atOnce * times) }, clock)
  const of = ({ person, network }: Record<'person' | 'network', Allowance>): Budgets => ({
    person: toBudget(person, writes),
    network: toBudget(network, writes),
    strangers: toBudget(network, writes * NETWORKS_IN_ALL),
  })
  return { read: of(SHARES.read), write: of(SHARES.write), keep: of(SHARES.keep) }
}

import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Attack, Scene } from './attack.ts'
import { createCaller, emptyTally, type Tally } from './caller.ts'
import { BeginningRefused } from './document-handle.ts'
import { startVictim, type Victim } from './victim.ts'
import type { Report } from './witness/messages.ts'
import type { Witness } from './witness/start-witness.ts'

/** How an attack is led. */
export interface Leading {
  /** So many attackers at once. */
  readonly times: number
  /** So much more, or less, than the attack's normal size. */
  readonly scale: number
  /** The attack is broken off so many seconds after it has what it begins with. */
  readonly seconds: number
  readonly heapMiB: number
}

/** What came of an attack. */
export interface Outcome {
  readonly attack: Attack
  readonly leading: Leading
  readonly tally: Tally
  readonly report: Report
  /** How the process ended by itself; undefined when it lives. */
  readonly death: string | undefined
  readonly notes: readonly string[]
  /** What the attack got, in words. */
  readonly faults: readonly string[]
}

/** What it begins with may take so many times as long. */
const BEGINNING = 3

/** After the last answer, work that was put off is still waited for. */
const AFTERMATH_MS = 1_000

/** Leads one attack against a server of its own, beside an honest person. Throws when the attack itself is broken. */
export async function runAttack(attack: Attack, leading: Leading, witness: Witness): Promise<Outcome> {
  const victim = await startVictim({ heapMiB: leading.heapMiB, env: attack.env ?? {} })
  try {
    await witness.begin(victim.url, victim.pid())
    const tally = emptyTally()
    const { scene, notes, faults, startClock, end } = openScene(victim, witness, leading, tally)
    try {
      const strikes = []
      for (let i = 0; i < leading.times && !scene.over.aborted; i++) strikes.push(await attack.begin(scene))
      if (attack.restarts) await scene.restart()
      startClock()
      await Promise.all(strikes.map((strike) => strike()))
      await wait(AFTERMATH_MS)
    } catch (error) {
      // What a dead server does not answer, or one that is too slow, the attack cannot go on from.
      if (error instanceof BeginningRefused) notes.push(error.message)
      else if (!victim.death() && !scene.over.aborted) throw error
    } finally {
      end()
    }
    const death = victim.death()
    if (death) await scene.restart()
    const report = await witness.end()
    // It may have died meanwhile, of what it had still to do.
    return { attack, leading, tally, report, death: death ?? victim.death(), notes, faults }
  } finally {
    await victim.dispose()
  }
}

function openScene(victim: Victim, witness: Witness, { scale, seconds }: Leading, tally: Tally) {
  const notes: string[] = []
  const faults: string[] = []
  const made = new Map<string, Promise<unknown>>()
  const time = new AbortController()
  // Each call that is under way listens, and there may be hundreds.
  setMaxListeners(0, time.signal)
  const breakOffAfter = (limit: number) =>
    setTimeout(() => {
      notes.push(`broken off after ${limit} s`)
      time.abort()
    }, limit * 1_000)
  let deadline = breakOffAfter(BEGINNING * seconds)
  const end = () => clearTimeout(deadline)
  const startClock = () => {
    end()
    deadline = breakOffAfter(seconds)
  }
  const caller = (keepsCookie: boolean) =>
    createCaller({ url: victim.url, tally, over: time.signal, keepsCookie })
  const scene: Scene = {
    url: victim.url,
    pid: victim.pid,
    folder: victim.folder,
    count: (normal, most = Number.POSITIVE_INFINITY) =>
      Math.max(1, Math.min(most, Math.round(normal * scale))),
    async person() {
      const person = caller(true)
      await person.get('/api/me')
      return person
    },
    stranger: () => caller(false),
    once<T>(name: string, make: () => Promise<T>) {
      const known = made.get(name) ?? make()
      made.set(name, known)
      return known as Promise<T>
    },
    note: (text) => void (notes.includes(text) || notes.push(text)),
    demand: (holds, fault) => void (holds || faults.includes(fault) || faults.push(fault)),
    async restart() {
      witness.pause()
      await victim.restart()
      witness.goOn(victim.pid())
    },
    wait: (ms) => wait(ms, undefined, { signal: time.signal }).catch(() => undefined),
    over: time.signal,
  }
  return { scene, notes, faults, startClock, end }
}

import { later } from './later.ts'
import type { Clock } from './sync/clock.ts'

/** The real clock, for composition roots. */
export const systemClock: Clock = { now: () => performance.now(), after: later }

import type { Attack } from './attack.ts'
import { steps } from './attacks/steps.ts'
import { tables } from './attacks/tables.ts'

/** All attacks, by the letters under which their kinds were found. */
export const ATTACKS: readonly Attack[] = [...steps, ...tables]

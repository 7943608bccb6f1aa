import type { Attack } from './attack.ts'
import { archives } from './attacks/archives.ts'
import { behinds } from './attacks/behind.ts'
import { bodies } from './attacks/bodies.ts'
import { claims } from './attacks/claims.ts'
import { conversion } from './attacks/conversion.ts'
import { files } from './attacks/files.ts'
import { floods } from './attacks/floods.ts'
import { live } from './attacks/live.ts'
import { memory } from './attacks/memory.ts'
import { pasts } from './attacks/pasts.ts'
import { reads } from './attacks/reads.ts'
import { sockets } from './attacks/sockets.ts'
import { steps } from './attacks/steps.ts'
import { tables } from './attacks/tables.ts'

/** All attacks, by the letters under which their kinds were found. */
export const ATTACKS: readonly Attack[] = [
  ...steps,
  ...behinds,
  ...tables,
  ...memory,
  ...live,
  ...sockets,
  ...reads,
  ...bodies,
  ...conversion,
  ...archives,
  ...files,
  ...floods,
  ...claims,
  ...pasts,
]

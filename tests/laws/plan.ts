import { createRandom } from '../support/random.ts'

/**
 * What may happen, and how often of all. Each acts on one page and takes its chances from a seed of its own, so
 * that a run stays what it is when other actions are left out. An action that does not fit does nothing.
 */
const WEIGHTS = {
  join: 2,
  edit: 30,
  arrange: 10,
  paste: 12,
  undo: 4,
  write: 6,
  post: 14,
  deliverPosts: 14,
  deliverEvents: 20,
  reload: 2.5,
  crash: 1.5,
  freeze: 1,
  wake: 2,
  goAway: 1,
  restart: 2,
  fillDisk: 1.5,
  freeDisk: 1,
  copyFolder: 1.5,
  putBack: 1,
  collide: 3,
} as const

export type Kind = keyof typeof WEIGHTS

/** One thing that happens in a run: to the page with this number, counted round. */
export interface Action {
  readonly kind: Kind
  readonly actor: number
  readonly seed: number
}

/** Everything that happens in a run, in order. The same plan gives the same run. */
export type Plan = readonly Action[]

const ACTIONS = 130
const ACTORS = 6
const SEEDS = 2 ** 24
const KINDS = Object.keys(WEIGHTS) as Kind[]
const TOTAL = KINDS.reduce((sum, kind) => sum + WEIGHTS[kind], 0)

/** The plan of a seed: two people come, then whatever the dice say. */
export function makePlan(seed: number): Plan {
  const random = createRandom(seed)
  const draw = (kind?: Kind): Action => {
    return { kind: kind ?? drawKind(random.next()), actor: random.int(ACTORS), seed: random.int(SEEDS) }
  }
  return [draw('join'), draw('join'), ...Array.from({ length: ACTIONS }, () => draw())]
}

function drawKind(dice: number): Kind {
  let left = dice * TOTAL
  for (const kind of KINDS) {
    left -= WEIGHTS[kind]
    if (left < 0) return kind
  }
  return 'edit'
}

/** A plan as one line of text: `edit.3.1234 post.0.99`. */
export function writePlan(plan: Plan): string {
  return plan.map(({ kind, actor, seed }) => `${kind}.${actor}.${seed}`).join(' ')
}

/** Reads what `writePlan` wrote. Throws on anything else. */
export function readPlan(text: string): Plan {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [kind, actor, seed] = word.split('.')
      const known = KINDS.find((each) => each === kind)
      if (!known || !/^\d+$/.test(actor ?? '') || !/^\d+$/.test(seed ?? ''))
        throw new Error(`no action: ${word}`)
      return { kind: known, actor: Number(actor), seed: Number(seed) }
    })
}

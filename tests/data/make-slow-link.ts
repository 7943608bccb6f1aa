import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../support/random.ts'

// Makes slow-link.json: two scripted people who write one text over a link with two seconds of delay. Its end
// is computed here by a list of characters that are never removed, only hidden, and by nothing of the product.
// Run it with `npx tsx tests/data/make-slow-link.ts`; the result is committed.

const SEED = 20_261_122
const EDITS = 1_200
const DELAY = 12

interface Character {
  readonly text: string
  readonly by: number
  readonly at: number
  hiddenBy: Map<number, number>
}

let separator: Character | undefined

const WORDS = 'the a river map note plan bridge quiet old green letter minute corner paper window rain'.split(' ')

const random = createRandom(SEED)
const list: Character[] = []
const counts = [0, 0]
/** When each person's edits were made, in ticks. */
const ticks: number[][] = [[], []]
const carets: (Character | undefined)[] = [undefined, undefined]
const txns: { parents: number[]; agent: number; patches: [number, number, string][] }[] = []
const indexes: number[][] = [[], []]

function knows(agent: number, tick: number): number[] {
  return [0, 1].map((one) => (one === agent ? (counts[one] ?? 0) : (ticks[one] ?? []).filter((at) => at <= tick - DELAY).length))
}

function sees({ by, at, hiddenBy }: Character, known: readonly number[]): boolean {
  if (at >= (known[by] ?? 0)) return false
  return ![...hiddenBy].some(([agent, edit]) => edit < (known[agent] ?? 0))
}

function write(agent: number, tick: number, queue: string[]): void {
  const known = knows(agent, tick)
  const visible = list.filter((character) => sees(character, known))
  const mine = carets[agent]
  const caret = mine && visible.includes(mine) ? visible.indexOf(mine) + 1 : undefined
  const edit = counts[agent] ?? 0
  const last = visible[(caret ?? 0) - 1]
  if (queue.length === 0) {
    // Nobody ever writes where the other may be writing: each stays behind a character of their own.
    const own = visible.filter((character) => character.by === agent && character !== separator)
    const away = own.length > 40 && random.chance(0.25) ? random.pick(own) : mine
    if (away !== mine) carets[agent] = away
    if (last?.by === agent && random.chance(0.2)) queue.push('\b', '\b')
    else queue.push(...`${random.pick(WORDS)}${random.chance(0.1) ? '.\n' : ' '}`)
    return write(agent, tick, queue)
  }
  const key = queue.shift() ?? ''
  if (key === '\b') {
    if (!mine || caret === undefined || mine.by !== agent) return
    mine.hiddenBy.set(agent, edit)
    carets[agent] = visible.slice(0, caret - 1).filter((one) => one.by === agent && one !== separator).at(-1)
    record(agent, tick, known, [caret - 1, 1, ''])
    return
  }
  const place = mine ? list.indexOf(mine) + 1 : agent === 0 ? 0 : list.length
  const position = visible.filter((character) => list.indexOf(character) < place).length
  const character: Character = { text: key, by: agent, at: edit, hiddenBy: new Map() }
  list.splice(place, 0, character)
  carets[agent] = character
  record(agent, tick, known, [position, 0, key])
}

function record(agent: number, tick: number, known: readonly number[], patch: [number, number, string]): void {
  const parents = [0, 1].flatMap((one) => {
    const index = indexes[one]?.[(known[one] ?? 0) - 1]
    return index === undefined ? [] : [index]
  })
  indexes[agent]?.push(txns.length)
  ticks[agent]?.push(tick)
  counts[agent] = (counts[agent] ?? 0) + 1
  txns.push({ parents: parents.filter((parent) => !isAncestor(parent, parents)), agent, patches: [patch] })
}

function isAncestor(parent: number, others: readonly number[]): boolean {
  const waiting = others.filter((other) => other !== parent)
  const seen = new Set<number>()
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === parent) return true
    if (at < parent || seen.has(at)) continue
    seen.add(at)
    waiting.push(...(txns[at]?.parents ?? []))
  }
  return false
}

// The first person opens with a line break behind which only the second one writes.
const queues: string[][] = [[], []]
write(0, -2 * DELAY, ['\n'])
separator = list[0]
carets[0] = undefined
for (let tick = 0; txns.length < EDITS; tick++) {
  for (const agent of [0, 1]) if (random.chance(0.8)) write(agent, tick, queues[agent] ?? [])
}

const endContent = list
  .filter(({ hiddenBy }) => hiddenBy.size === 0)
  .map(({ text }) => text)
  .join('')
const recording = { kind: 'concurrent', endContent, numAgents: 2, txns }
writeFileSync(join(import.meta.dirname, 'slow-link.json'), `${JSON.stringify(recording)}\n`)
console.log(`${txns.length} edits, ${endContent.length} characters`)

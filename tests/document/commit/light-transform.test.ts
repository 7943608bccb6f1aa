import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { fold } from '../../../document/commit/fold.ts'
import { LightTransform } from '../../../document/commit/light-transform.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { attempt, type PendingStep, rebase, toPending } from '../../../document/commit/rebase.ts'
import { emptyDocument, schema } from '../../../document/schema/schema.ts'
import { randomArrangement } from '../../laws/random-arrangement.ts'
import { randomEdit } from '../../laws/random-edit.ts'
import { createTypist } from '../../laws/typist.ts'
import { doc, p } from '../../support/build-document.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const SEEDS = 40
const EDITS = 60

/** Long enough for several parts. */
const LONG = doc(...Array.from({ length: 600 }, (_, i) => p(`line ${i} of many`)))

/** What somebody does one after another: typing, erasing, pasting, formatting, lists, moves. */
function someWork(start: Node, random: Random, edits: number): Step[] {
  const typist = createTypist()
  const steps: Step[] = []
  let at = start
  for (let i = 0; i < edits; i++) {
    const transform =
      (random.chance(0.2) ? randomArrangement : randomEdit)(at, random, typist) ?? erase(at, random)
    if (!transform) continue
    steps.push(...transform.steps)
    at = transform.doc
  }
  return steps
}

/** Letter by letter, backwards or forwards, over the joints of styles too. */
function erase(start: Node, random: Random): Transform | undefined {
  const transform = new Transform(start)
  if (start.content.size < 14) return undefined
  const from = 1 + random.int(start.content.size - 12)
  const isBackward = random.chance(0.5)
  for (let i = 0; i < 5; i++) {
    const at = isBackward ? from + 5 - i : from
    if (!transform.doc.resolve(at).parent.isTextblock) return undefined
    if (!transform.doc.resolve(at).sameParent(transform.doc.resolve(at + 1))) return undefined
    transform.step(new ReplaceStep(at, at + 1, Slice.empty))
  }
  return transform
}

const jsonOf = (value: unknown): string => JSON.stringify(value)

for (const [name, start, seeds] of [
  ['an empty document', emptyDocument(), SEEDS],
  ['a long one', LONG, SEEDS / 5],
] as const) {
  test(`thousands of steps leave of ${name} what ProseMirror leaves, and so does taking them back`, () => {
    for (const seed of seedsToTry(seeds)) {
      const steps = someWork(start, createRandom(seed), EDITS)
      const light = new LightTransform(start)
      const full = new Transform(start)
      const inverses: Step[] = []
      for (const step of steps) {
        const inverse = light.invert(step)
        expect(jsonOf(inverse), again(seed)).toBe(jsonOf(step.invert(full.doc)))
        inverses.unshift(inverse)
        light.step(step)
        full.step(step)
      }
      expect(jsonOf(light.doc), again(seed)).toBe(jsonOf(full.doc))
      expect(jsonOf(fold(start, steps)), again(seed)).toBe(jsonOf(full.doc))
      for (const step of inverses) light.step(step)
      expect(light.doc.eq(start), again(seed)).toBe(true)
      expect(light.mapping.maps.length).toBe(2 * steps.length)
    }
  })

  test(`steps made for another version of ${name} fail as they do in ProseMirror, and change nothing`, () => {
    let failed = 0
    for (const seed of seedsToTry(seeds)) {
      const random = createRandom(seed)
      const strange = someWork(start, random, EDITS).filter(() => random.chance(0.5))
      const light = new LightTransform(start)
      let full: Node = start
      for (const step of strange) {
        const after = attempt(full, step)?.doc
        const isTaken = isTakenBy(light, step)
        expect(isTaken, `${again(seed)}: ${jsonOf(step)}`).toBe(after !== undefined && after !== null)
        failed += isTaken ? 0 : 1
        full = after ?? full
        expect(light.doc.eq(full), `${again(seed)}: ${jsonOf(step)}`).toBe(true)
      }
      expect(jsonOf(light.doc), again(seed)).toBe(jsonOf(full))
    }
    expect(failed).toBeGreaterThan(seeds)
  })

  test(`a rebase in ${name} has the same answer without a document for every step`, () => {
    let dropped = 0
    for (const seed of seedsToTry(seeds)) {
      const random = createRandom(seed)
      const [mine, theirs] = [someWork(start, random, 8), someWork(start, random, 8)]
      const full = new Transform(start)
      const pending: PendingStep[] = mine.map((step) => {
        const item = toPending(step, full.doc)
        full.step(step)
        return item
      })
      const light = new LightTransform(full.doc)
      const transform = new Transform(full.doc)
      const told = rebase(light, pending, theirs)
      expect(jsonOf(told), again(seed)).toBe(jsonOf(rebase(transform, pending, theirs)))
      expect(jsonOf(light.doc), again(seed)).toBe(jsonOf(transform.doc))
      expect(jsonOf(light.mapping), again(seed)).toBe(jsonOf(transform.mapping))
      dropped += told.dropped.length
    }
    expect(dropped).toBeGreaterThanOrEqual(start === LONG ? 0 : seeds)
  })
}

function isTakenBy(light: LightTransform, step: Step): boolean {
  try {
    return light.tryStep(step) === undefined
  } catch {
    return false
  }
}

test('letters typed in a row are one insertion, and so are letters erased in a row one deletion', () => {
  const wide = doc(...Array.from({ length: 20_000 }, () => p()))
  const letters = typed(10_001, 2_000)
  const light = new LightTransform(wide)
  for (const step of letters) light.step(step)
  const after = light.doc
  expect(light.work).toBeLessThan(5 * wide.childCount)
  for (const step of erased(10_001, 2_000)) light.step(step)
  expect(light.doc.eq(wide)).toBe(true)
  expect(light.work).toBeLessThan(15 * wide.childCount)
  expect(after.textContent).toBe('x'.repeat(2_000))
})

test('a step copies what it touches, not all that stands beside it', () => {
  const wide = doc(...Array.from({ length: 20_000 }, () => p('word')))
  const light = new LightTransform(wide)
  for (let i = 0; i < 2_000; i++) light.step(insertion(3 + i * 7, 'x'))
  expect(light.doc.textContent.length).toBe(4 * 20_000 + 2_000)
  expect(light.work).toBeLessThan(5 * wide.childCount + 2_000 * 600)
})

test('placing letters over others copies no more than applying them', () => {
  const wide = doc(...Array.from({ length: 20_000 }, () => p()))
  const placed = placeSteps(wide, typed(3, 500), [typed(3, 500), typed(9_001, 500)])
  expect(placed.dropped).toEqual([])
  expect(placed.doc.textContent).toBe('x'.repeat(1_500))
})

function insertion(at: number, text: string): ReplaceStep {
  return new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(text)), 0, 0))
}

function typed(at: number, count: number): Step[] {
  return Array.from({ length: count }, (_, i) => insertion(at + i, 'x'))
}

function erased(at: number, count: number): Step[] {
  return Array.from(
    { length: count },
    (_, i) => new ReplaceStep(at + count - i - 1, at + count - i, Slice.empty),
  )
}

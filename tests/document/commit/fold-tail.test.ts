import type { Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { fold, foldTail } from '../../../document/commit/fold.ts'
import { emptyDocument } from '../../../document/schema/schema.ts'
import { randomEdit } from '../../laws/random-edit.ts'
import { createTypist } from '../../laws/typist.ts'
import { createRandom } from '../../support/random.ts'

const SEEDS = 60
const EDITS = 120

/** What somebody does to an empty document, as steps: typing, pasting, deleting, formatting, lists. */
function someWork(seed: number): Step[] {
  const random = createRandom(seed)
  const typist = createTypist()
  const steps: Step[] = []
  let doc = emptyDocument()
  for (let i = 0; i < EDITS; i++) {
    const transform = randomEdit(doc, random, typist)
    if (!transform) continue
    steps.push(...transform.steps)
    doc = transform.doc
  }
  return steps
}

test('a tail folded at once is the document that folding step by step gives', () => {
  let joined = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const steps = someWork(seed)
    joined += steps.filter((step, i) => steps[i - 1]?.merge(step)).length
    const expected = JSON.stringify(fold(emptyDocument(), steps))
    expect(JSON.stringify(foldTail(emptyDocument(), steps)), `seed ${seed}`).toBe(expected)
  }
  expect(joined).toBeGreaterThan(SEEDS)
})

test('a tail that was made for another document is refused', () => {
  expect(() => foldTail(emptyDocument(), someWork(1).slice(-40))).toThrow()
})

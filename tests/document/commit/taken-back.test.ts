import { type Node, Slice } from 'prosemirror-model'
import { AttrStep, ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { STEP_TYPES } from '../../../document/commit/read-step.ts'
import { rebase, toPending } from '../../../document/commit/rebase.ts'
import { findFault } from '../../../document/schema/document-checks.ts'
import { schema } from '../../../document/schema/schema.ts'
import { doc, h, p } from '../../support/build-document.ts'

// Without a title's text the first block begins at 2; a paragraph of two letters is four long.
const LINES = doc(p('ab'), p('cd'), p('ef'))
const [A, B, C, END] = [2, 6, 10, 14] as const

type Act = (transform: Transform) => unknown

/** The steps of somebody who does this, and then takes back all of it as an undo does. */
function undone(start: Node, act: Act): { steps: Step[]; doc: Node } {
  const transform = new Transform(start)
  act(transform)
  const inverses = transform.steps.map((step, i) => step.invert(transform.docs[i] as Node))
  for (const inverse of inverses.reverse()) transform.step(inverse)
  return transform
}

const stepsOf = (start: Node, act: Act): Step[] => {
  const transform = new Transform(start)
  act(transform)
  return transform.steps
}

function after(start: Node, over: Act, steps: readonly Step[]) {
  const placed = placeSteps(start, steps, [stepsOf(start, over)])
  expect(findFault(placed.doc)).toBeUndefined()
  return { ...placed, text: placed.doc.textBetween(0, placed.doc.content.size, ' ').trim() }
}

const acrossLines: Act = (tr) => tr.delete(A + 2, B + 2)

test('C17 what a deletion did not get to delete is not written a second time by its undo', () => {
  const { steps } = undone(LINES, acrossLines)
  const { text, dropped } = after(LINES, (tr) => tr.step(new MoveStep(B, C, END)), steps)
  expect([text, dropped]).toEqual(['ab ef cd', [{ index: 0, reason: 'unfit' }]])
})

test('C17 a move to where the block stands, between a deletion and its undo, changes nothing of that', () => {
  const { steps } = undone(LINES, acrossLines)
  const idle = new MoveStep(A, A + 4, A + 4)
  const { text, dropped } = after(LINES, (tr) => tr.step(new MoveStep(B, C, END)), [
    steps[0] as Step,
    idle,
    ...steps.slice(1),
  ])
  // The two lines, which the deletion made one, are not to be moved as one either.
  expect(text).toBe('ab ef cd')
  expect(dropped.map(({ index }) => index)).toEqual([0, 1])
})

test('C17 an undo does not bring back what others deleted meanwhile', () => {
  const { steps } = undone(LINES, (tr) => tr.delete(B, END))
  const { text, dropped } = after(LINES, (tr) => tr.delete(B + 1, B + 2), steps)
  expect([text, dropped]).toEqual(['ab d ef', []])
})

test('C17 an undo brings back what others wrote meanwhile into the deleted text', () => {
  const { steps } = undone(LINES, (tr) => tr.delete(B, C))
  expect(after(LINES, (tr) => tr.insert(B + 2, schema.text('X')), steps).text).toBe('ab cXd ef')
})

test('C17 what others wrote before a deleted text stands before it again', () => {
  const { steps } = undone(LINES, acrossLines)
  expect(after(LINES, (tr) => tr.insert(A + 2, schema.text('X')), steps).text).toBe('aXb cd ef')
})

test('C17 a value that others chose stays when I take mine back', () => {
  const start = doc(h(1, 'ab'))
  const { steps } = undone(start, (tr) => tr.step(new AttrStep(A, 'level', 2)))
  const placed = after(start, (tr) => tr.step(new AttrStep(A, 'level', 3)), steps)
  expect(placed.doc.child(1).attrs['level']).toBe(3)
})

test('C17 a mark that came to stand in place of one of others is taken back by a step that a commit may hold', () => {
  const link =
    (href: string): Act =>
    (tr) =>
      tr.addMark(A + 1, A + 3, schema.marks.link.create({ href }))
  const { steps } = undone(LINES, link('https://example.org/mine'))
  const placed = after(LINES, link('https://example.org/theirs'), steps)
  expect(placed.steps.every((step) => STEP_TYPES.has(step.toJSON().stepType))).toBe(true)
  expect(placed.text).toBe('ab cd ef')
})

test('C17 a block that I moved and moved back stays where others moved it', () => {
  const { steps } = undone(LINES, (tr) => tr.step(new MoveStep(A, B, END)))
  expect(after(LINES, (tr) => tr.step(new MoveStep(A, B, C)), steps).text).toBe('cd ab ef')
})

test('C17 all of several changes are taken back, each from what has become of it', () => {
  const act: Act = (tr) =>
    tr
      .delete(A + 1, A + 2)
      .insert(A + 1, schema.text('xy'))
      .delete(A + 2, B + 2)
  const { steps } = undone(LINES, act)
  expect(steps).toHaveLength(6)
  expect(after(LINES, (tr) => tr.insert(B + 2, schema.text('X')), steps).text).toBe('ab cXd ef')
  expect(after(LINES, (tr) => tr.step(new MoveStep(B, C, END)), steps).text).toBe('ab ef cd')
})

const MEANWHILE: readonly (readonly [what: string, over: Act, text: string])[] = [
  ['others wrote before it', (tr) => tr.insert(B + 1, schema.text('XY')), 'ab XYc!d ef'],
  ['others wrote behind it', (tr) => tr.insert(B + 3, schema.text('XY')), 'ab c!dXY ef'],
  ['others deleted beside it', (tr) => tr.delete(B + 1, B + 2), 'ab !d ef'],
  ['others moved the block', (tr) => tr.step(new MoveStep(B, C, END)), 'ab ef c!d'],
  ['others moved a block into it', (tr) => tr.step(new MoveStep(C, END, B)), 'ab ef c!d'],
]

test.each(MEANWHILE)(
  'C17 what I wrote in a text I had deleted and brought back stays there: %s',
  (...row) => {
    const [, over, text] = row
    for (const act of [(tr) => tr.delete(B, C), (tr) => tr.delete(A + 1, B + 3)] satisfies Act[]) {
      const { steps, doc: again } = undone(LINES, act)
      expect(again.eq(LINES)).toBe(true)
      const mine = new ReplaceStep(B + 2, B + 2, new Slice(doc(p('!')).child(1).content, 0, 0))
      expect(after(LINES, over, [...steps, mine]).text).toBe(text)
    }
  },
)

test('C17 a caret in a text that I deleted and brought back stays in it', () => {
  const { steps } = undone(LINES, (tr) => tr.delete(B, C))
  const before = new Transform(LINES)
  const pending = steps.map((step) => {
    const was = before.doc
    before.step(step)
    return toPending(step, was)
  })
  const transform = new Transform(before.doc)
  rebase(
    transform,
    pending,
    stepsOf(LINES, (tr) => tr.insert(B + 1, schema.text('XY'))),
  )
  expect(transform.mapping.map(B + 2, -1)).toBe(B + 4)
})

test('C17 a step that only resembles the inverse of an older one is placed on its own', () => {
  // The letter is deleted, another is written before the place, and the letter once more: it is new.
  const steps = stepsOf(LINES, (tr) =>
    tr
      .delete(B + 1, B + 2)
      .insert(A + 1, schema.text('-'))
      .insert(B + 2, schema.text('c')),
  )
  expect(after(LINES, (tr) => tr.delete(B, C), steps).dropped).not.toEqual([])
  expect(after(LINES, (tr) => tr.insert(END - 1, schema.text('X')), steps).text).toBe('-ab cd efX')
})

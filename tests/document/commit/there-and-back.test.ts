import { type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { MAX_TIES } from '../../../document/commit/there-and-back.ts'
import { schema } from '../../../document/schema/schema.ts'
import { doc, p } from '../../support/build-document.ts'

// Without a title's text the first block begins at 2; a paragraph of two letters is four long.
const LINES = doc(p('ab'), p('cd'), p('ef'))
const [A, B, C, END] = [2, 6, 10, 14] as const

type Act = (transform: Transform) => unknown

const stepsOf = (start: Node, act: Act): Step[] => {
  const transform = new Transform(start)
  act(transform)
  return transform.steps
}

/** What somebody did and took back again, all in one commit. */
function thereAndBack(start: Node, act: Act): Step[] {
  const transform = new Transform(start)
  act(transform)
  const inverses = transform.steps.map((step, i) => step.invert(transform.docs[i] as Node))
  for (const inverse of inverses.reverse()) transform.step(inverse)
  return transform.steps
}

function after(act: Act, over: readonly Step[]) {
  const { doc: placed, dropped } = placeSteps(LINES, stepsOf(LINES, act), [over])
  return { text: placed.textBetween(0, placed.content.size, ' ').trim(), dropped }
}

const write =
  (at: number, text: string): Act =>
  (tr) =>
    tr.insert(at, schema.text(text))

test('C18 what is written beside a letter stays beside it when others delete the letter and undo that', () => {
  const over = thereAndBack(LINES, (tr) => tr.delete(A + 1, A + 2))
  expect(after(write(A + 2, 'X'), over).text).toBe('aXb cd ef')
})

test('C18 a deletion beside a letter that others deleted and brought back leaves that letter alone', () => {
  const over = thereAndBack(LINES, (tr) => tr.delete(A + 1, A + 2))
  const act: Act = (tr) => tr.insert(A + 2, schema.text('X')).delete(A + 2, A + 4)
  expect(after(act, over)).toEqual({ text: 'a cd ef', dropped: [] })
})

test('C18 what others bring in by a move is spared though they delete it and undo that', () => {
  const over = stepsOf(LINES, (tr) => {
    tr.step(new MoveStep(C, END, B))
    tr.delete(B, B + 4)
    tr.step((tr.steps.at(-1) as Step).invert(tr.docs.at(-1) as Node))
  })
  const { text, dropped } = after((tr) => tr.delete(A + 1, B + 2), over)
  expect([text, dropped]).toEqual(['ab ef cd', [{ index: 0, reason: 'unfit' }]])
})

test('C18 a block that others move away and back has torn nothing', () => {
  const over = thereAndBack(LINES, (tr) => tr.step(new MoveStep(B, C, END)))
  expect(after((tr) => tr.delete(A + 1, B + 2), over)).toEqual({ text: 'd ef', dropped: [] })
})

test('a deletion that is followed by another text at the same place stays a deletion', () => {
  const over = stepsOf(LINES, (tr) => tr.delete(A + 1, A + 2).insert(A + 1, schema.text('Z')))
  expect(after(write(A + 2, 'X'), over).text).toBe('XZb cd ef')
})

test('so many pairs of one commit are tied and no more, and what stood within is dropped with its reason', () => {
  const over = Array.from({ length: MAX_TIES * 3 }, () => [
    new ReplaceStep(B + 1, B + 3, Slice.empty),
    ...stepsOf(LINES, (tr) => tr.delete(B + 1, B + 3)).map((step) => step.invert(LINES)),
  ]).flat()
  expect(after(write(B + 2, 'X'), over.slice(0, 2 * MAX_TIES)).text).toBe('ab cXd ef')
  const { text, dropped } = after(write(B + 2, 'X'), over)
  expect([text, dropped]).toEqual(['ab cd ef', [{ index: 0, reason: 'deleted' }]])
})

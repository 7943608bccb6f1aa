import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { dropBlock } from '../../../web/editor/handle/drop-target.ts'
import { advanceHeld, heldKey, holdBlock, NOTHING_HELD } from '../../../web/editor/handle/held-block.ts'
import { doc, li, p, quote, task, tasks, title, ul } from '../../support/build-document.ts'

/** `doc` after the block at `from` was dropped at `at`, and the types of the steps that took. */
function dropped(start: ReturnType<typeof doc>, from: number, at: number) {
  const tr = dropBlock(EditorState.create({ doc: start }).tr, from, at)
  tr?.doc.check()
  return tr && { doc: tr.doc, steps: tr.steps.map((step) => step.toJSON().stepType as string) }
}

const LINES = doc(title('T'), p('a'), ul(li(p('b')), li(p('c'))), p('d'))
const [A, LIST, B, C, D, END] = [3, 6, 7, 12, 18, 21] as const

test('a dropped block moves by one step and stays selected', () => {
  expect(dropped(LINES, A, END)).toEqual({
    doc: doc(title('T'), ul(li(p('b')), li(p('c'))), p('d'), p('a')),
    steps: ['move'],
  })
  const tr = dropBlock(EditorState.create({ doc: LINES }).tr, A, END)
  expect(tr?.selection.toJSON()).toEqual({ type: 'node', anchor: 18 })
})

test('an item dropped among items is one of them; dropped between blocks it brings a list of its kind', () => {
  expect(dropped(LINES, C, B)?.doc).toEqual(doc(title('T'), p('a'), ul(li(p('c')), li(p('b'))), p('d')))
  for (const [at, after] of [
    [A, doc(title('T'), ul(li(p('c'))), p('a'), ul(li(p('b'))), p('d'))],
    [END, doc(title('T'), p('a'), ul(li(p('b'))), p('d'), ul(li(p('c'))))],
  ] as const) {
    const { doc: result, steps } = dropped(LINES, C, at) ?? {}
    expect(result?.eq(after)).toBe(true)
    // Its words are never written anew: what another writes in it meanwhile goes along.
    expect(steps).toEqual(['replace', 'move', 'replace'])
  }
})

test('the last item takes its list along, and a task is no bullet', () => {
  const start = doc(title('T'), p('a'), tasks(task(true, p('b'))), ul(li(p('c'))))
  expect(dropped(start, 7, 3)).toEqual({
    doc: doc(title('T'), tasks(task(true, p('b'))), p('a'), ul(li(p('c')))),
    steps: ['move'],
  })
  expect(
    dropped(doc(title('T'), tasks(task(false, p('a')), task(false, p('b'))), ul(li(p('c')))), 4, 16),
  ).toBeUndefined()
})

test('nothing is dropped into itself, into a line of text or above the title', () => {
  const start = doc(title('T'), quote(p('a'), p('b')), p('c'))
  expect(dropped(start, 3, 4)).toBeUndefined()
  expect(dropped(start, 11, 5)).toBeUndefined()
  expect(dropped(start, 11, 0)).toBeUndefined()
  expect(dropped(start, 3, 3)).toBeUndefined()
})

test('a held block stays held where it goes, and not when it is gone', () => {
  const state = EditorState.create({ doc: LINES })
  const held = advanceHeld(holdBlock(state.tr, D), NOTHING_HELD)
  expect(held.pos).toBe(D)
  expect(advanceHeld(state.tr.insertText('more', A + 1), held).pos).toBe(D + 4)
  expect(advanceHeld(state.tr.step(new MoveStep(D, END, A)), held).pos).toBe(A)
  expect(advanceHeld(state.tr.delete(D, END), held)).toBe(NOTHING_HELD)
  expect(advanceHeld(state.tr.delete(LIST, D), held).pos).toBe(LIST)
  expect(heldKey.getState(state)).toBeUndefined()
})

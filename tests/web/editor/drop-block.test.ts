import { EditorState, Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { blockAt, selectedBlocks } from '../../../web/editor/block-range.ts'
import { dropBlocks } from '../../../web/editor/handle/drop-target.ts'
import { advanceHeld, heldKey, holdBlock, NOTHING_HELD } from '../../../web/editor/handle/held-block.ts'
import { heldRange } from '../../../web/editor/handle/held-range.ts'
import { tellMove } from '../../../web/editor/moved-blocks.ts'
import { toolWords } from '../../../web/tool-words.ts'
import { doc, li, p, quote, task, tasks, title, ul } from '../../support/build-document.ts'

const dropBlock = (tr: Transaction, from: number, at: number) =>
  dropBlocks(tr, blockAt(tr.doc.resolve(from)), at)

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

test('several selected blocks are dropped together by one step and stay selected, wherever one of them is held', () => {
  const start = doc(title('T'), p('a'), p('b'), p('c'), p('d'))
  const selecting = (anchor: number, head: number) => {
    const state = EditorState.create({
      doc: start,
      plugins: [new Plugin({ key: heldKey, state: { init: () => NOTHING_HELD, apply: advanceHeld } })],
    })
    return state.apply(state.tr.setSelection(TextSelection.create(start, anchor, head)))
  }
  const state = selecting(4, 8)
  for (const held of [3, 6]) {
    const range = heldRange(state.apply(holdBlock(state.tr, held)))
    expect([range?.start, range?.end]).toEqual([3, 9])
    const tr = range && dropBlocks(state.tr, range, 15)
    expect(tr?.doc).toEqual(doc(title('T'), p('c'), p('d'), p('a'), p('b')))
    expect(tr?.steps).toHaveLength(1)
    expect(tr && selectedBlocks(tr.selection)).toMatchObject({ startIndex: 3, endIndex: 5 })
  }
  const other = heldRange(state.apply(holdBlock(state.tr, 12)))
  expect([other?.start, other?.end]).toEqual([12, 15])
})

test('it is told below or above which words a block stands now, else at which place', () => {
  const tale = (from: number, at: number, start = LINES) => {
    const state = EditorState.create({ doc: start })
    const tr = dropBlock(state.tr, from, at)
    return tellMove(tr ? state.apply(tr) : state, tr !== undefined)
  }
  const { movedBelow, movedAbove, movedTo, notMoved } = toolWords.block
  expect(tale(A, END)).toBe(movedBelow('d'))
  expect(tale(D, A)).toBe(movedAbove('a'))
  expect(tale(C, B)).toBe(movedAbove('b'))
  expect(tale(A, A)).toBe(notMoved)
  expect(tale(5, 3, doc(title('T'), p(), p()))).toBe(movedTo(1, 2))
  expect(tale(3, 108, doc(title('T'), p('a'), p('long '.repeat(20))))).toBe(
    movedBelow(`${'long '.repeat(8).trim()}…`),
  )
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

import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { foldMemory } from '../../../web/editor/sections/fold-memory.ts'
import { fold, foldedIn, folding } from '../../../web/editor/sections/folding.ts'
import { details, doc, p } from '../../support/build-document.ts'
import { find } from './shared-editor.ts'

/** What a browser keeps from one visit to the next. */
function storageOf(first?: string) {
  let kept: string | null = first ?? null
  return {
    getItem: () => kept,
    setItem: (_key: string, text: string) => {
      kept = text
    },
  }
}

/** A visit: the text is opened, and the little of a view that the memory looks at runs with it. */
function visit(start: Node, storage: ReturnType<typeof storageOf>, page = '/d/a', caret = 1) {
  const memory = foldMemory(page, storage)
  let state = EditorState.create({ doc: start, plugins: [folding(), memory] })
  state = state.apply(state.tr.setSelection(TextSelection.create(start, caret)))
  const view = {
    get state() {
      return state
    },
    isDestroyed: false,
    dispatch(tr: Transaction) {
      show(state.apply(tr))
    },
  }
  let drawn: ReturnType<NonNullable<typeof memory.spec.view>> | undefined
  function show(next: EditorState) {
    const before = state
    state = next
    drawn?.update?.(view as unknown as EditorView, before)
  }
  drawn = memory.spec.view?.(view as unknown as EditorView)
  return {
    folded: () => foldedIn(state).map((pos) => state.doc.nodeAt(pos)?.textContent),
    fold: (text: string, isFolded = true) =>
      fold(state.doc.resolve(find(state.doc, text)).before(-1), isFolded)(state, view.dispatch),
    type: (text: string) => view.dispatch(state.tr.insertText(text)),
    reset: (other: Node) => show(EditorState.create({ doc: other, plugins: state.plugins })),
  }
}

const TEXT = doc(details('one', p('x')), details('two', p('y')), details('two', p('z')))

test('what was folded is folded at the next visit, wherever it stands then, and nothing else', () => {
  const storage = storageOf()
  const first = visit(TEXT, storage)
  first.fold('one')
  first.fold('z')
  expect(visit(TEXT, storage).folded()).toEqual(['onex', 'twoz'])
  expect(visit(TEXT, storage, '/d/b').folded()).toEqual([])
  const moved = doc(p('new'), details('two', p('y')), details('two', p('z')), details('three', p('w')))
  expect(visit(moved, storage).folded()).toEqual(['twoz'])
  const second = visit(TEXT, storage)
  second.fold('one', false)
  second.fold('z', false)
  expect(visit(TEXT, storage).folded()).toEqual([])
})

test('a section that holds the caret is not folded under it', () => {
  const storage = storageOf()
  visit(TEXT, storage).fold('one')
  expect(visit(TEXT, storage, '/d/a', find(TEXT, 'x')).folded()).toEqual([])
})

test('a text that comes anew is folded as before, and is not taken for a reader who opened all', async () => {
  const storage = storageOf()
  const visitor = visit(TEXT, storage)
  visitor.fold('one')
  visitor.reset(doc(details('one', p('x, changed elsewhere'))))
  await Promise.resolve()
  expect(visitor.folded()).toEqual(['onex, changed elsewhere'])
})

test.each(['no JSON', '[]', 'null', '{"/d/a":"one"}', '{"/d/a":[null,3]}'])(
  'what was kept and cannot be read, %s, folds nothing and is written over',
  (kept) => {
    const storage = storageOf(kept)
    const first = visit(TEXT, storage)
    expect(first.folded()).toEqual([])
    first.fold('one')
    expect(visit(TEXT, storage).folded()).toEqual(['onex'])
  },
)

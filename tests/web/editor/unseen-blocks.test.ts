import { EditorState } from 'prosemirror-state'
import type { DecorationSet, EditorView } from 'prosemirror-view'
import { expect, test, vi } from 'vitest'
import { unseenBlocks } from '../../../web/editor/unseen-blocks.ts'
import { doc, p } from '../../support/build-document.ts'

const LONG = doc(...Array.from({ length: 400 }, (_, n) => p(`Paragraph ${n} of a long text. `.repeat(6))))

/** An editor's state and what its plugin is told of it, without a screen. */
function open(isOpening: boolean, text = LONG) {
  const plugin = unseenBlocks(() => isOpening)
  let state = EditorState.create({ doc: text, plugins: [plugin] })
  const marks = () => (plugin.getState(state) as DecorationSet).find().sort((a, b) => a.from - b.from)
  const view = {
    get state() {
      return state
    },
    composing: false,
    isDestroyed: false,
    dispatch(tr: EditorState['tr']) {
      state = state.apply(tr)
    },
  }
  return { view, marks, show: () => plugin.spec.view?.(view as unknown as EditorView) }
}

test('a long text begins with its first blocks laid out, the rest follows by itself', async () => {
  const { view, marks, show } = open(true)
  expect(view.state.doc.childCount - marks().length).toBe(24)
  show()
  await vi.waitFor(() => expect(marks().length).toBeLessThan(300))
  // The next ones in reading order come first.
  expect(marks().at(-1)?.to).toBe(view.state.doc.content.size)
  await vi.waitFor(() => expect(marks()).toEqual([]), { timeout: 10_000 })
})

test('what others write into a text while it is being laid out moves nothing to the wrong block', async () => {
  const { view, marks, show } = open(true)
  show()
  view.dispatch(view.state.tr.insert(0, LONG.child(0)).insertText('more ', 30))
  for (const { from, to } of marks()) expect(view.state.doc.nodeAt(from)?.nodeSize).toBe(to - from)
  await vi.waitFor(() => expect(marks()).toEqual([]), { timeout: 10_000 })
})

test('a short text, and one that somebody comes back to, is laid out at once', () => {
  expect(open(true, doc(p('short'))).marks()).toEqual([])
  expect(open(false).marks()).toEqual([])
})

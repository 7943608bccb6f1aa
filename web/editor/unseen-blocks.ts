import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { whenIdle } from '../when-idle.ts'

/** So many blocks fill every screen, and are laid out at once; `opening.css` has the same number. */
const SEEN_BLOCKS = 24

/** More is not marked: what marks cost grows with their square. */
const MOST_BLOCKS = 1_000

/** What is laid out in one go, in tokens of the document: a few milliseconds on a phone. */
const PIECE = 4_000

const key = new PluginKey<DecorationSet>('unseen-blocks')

/**
 * Lets a long document be laid out piece by piece when it opens: the browser leaves blocks out that are not near
 * the window, until the page is idle. Nothing is left out for good: see docs/decisions/no-content-visibility.md.
 */
export function unseenBlocks(isOpening: () => boolean): Plugin<DecorationSet> {
  return new Plugin({
    key,
    state: {
      init: (_, state) => (isOpening() ? markUnseen(state) : DecorationSet.empty),
      apply(tr, marks) {
        const seen = tr.getMeta(key) as Decoration[] | undefined
        const left = seen ? marks.remove(seen) : marks
        return tr.docChanged ? left.map(tr.mapping, tr.doc) : left
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      showMore(view)
      return {}
    },
  })
}

function markUnseen({ doc }: EditorState): DecorationSet {
  const marks: Decoration[] = []
  doc.forEach((block, at, index) => {
    if (index < SEEN_BLOCKS || index >= MOST_BLOCKS) return
    marks.push(Decoration.node(at, at + block.nodeSize, { class: 'is-unseen' }))
  })
  return DecorationSet.create(doc, marks)
}

function showMore(view: EditorView): void {
  const marks = key.getState(view.state)?.find() ?? []
  if (marks.length === 0) return
  whenIdle(() => {
    if (view.isDestroyed) return
    if (!view.composing) view.dispatch(view.state.tr.setMeta(key, nextPiece(view.state)))
    showMore(view)
  })
}

/** The first marks, in the order of the text. */
function nextPiece(state: EditorState): Decoration[] {
  const marks = (key.getState(state)?.find() ?? []).sort((a, b) => a.from - b.from)
  const end = (marks[0]?.from ?? 0) + PIECE
  return marks.filter(({ from }, n) => n === 0 || from < end)
}

import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
import { isRemote } from '../remote-transaction.ts'
import { advanceBoundary, type Boundary, boundaryAt, MANY_BLOCKS } from './boundary.ts'

/** Between the keys of somebody who types fast, and seldom: setting up costs as much as some keys do. */
const SET_AFTER_MS = 150

/** A height is kept no longer than somebody writes. */
const KEPT_MS = 4_000

const key = new PluginKey<State>('long-document')

interface State {
  readonly boundary: Boundary | undefined
  /** How often something was written here. */
  readonly written: number
}

/** What a transaction says of the boundary. */
interface Change {
  readonly boundary: Boundary | undefined
}

/**
 * Makes typing in a document of many blocks cost about what it costs in a short one. A browser goes through all blocks
 * of the text when the layout of one has changed, and again through all their lines before it paints. So the
 * block that somebody writes in keeps the height it has, as a style, for as long as its number of lines stays the
 * same: then a browser lays out that block alone. What is seen is the same in each moment. Short documents are
 * left as they are.
 */
export function longDocument(): Plugin<State> {
  return new Plugin<State>({
    key,
    state: {
      init: () => ({ boundary: undefined, written: 0 }),
      apply(tr, before) {
        const change = tr.getMeta(key) as Change | undefined
        if (change) return { ...before, ...change }
        if (!tr.docChanged) return before
        return {
          boundary: before.boundary && advanceBoundary(tr, before.boundary),
          written: isRemote(tr) ? before.written : before.written + 1,
        }
      },
    },
    props: {
      attributes: ({ doc }) => (doc.childCount < MANY_BLOCKS ? {} : { class: 'is-long' }),
      decorations(state) {
        const boundary = boundaryOf(state)
        return boundary && DecorationSet.create(state.doc, [drawn(state, boundary)])
      },
      handleDOMEvents: {
        // An input method changes the text before the editor hears of it.
        compositionstart(view) {
          set(view, undefined)
          return false
        },
      },
    },
    view: keepHeights,
  })
}

function keepHeights(view: EditorView) {
  let cancelSet: (() => void) | undefined
  let cancelEnd = () => {}
  let width = view.dom.clientWidth

  const release = () => set(view, undefined)
  function begin(): void {
    cancelSet = undefined
    if (view.composing || !view.hasFocus()) return
    const pos = boundaryAt(view.state)
    if (pos !== boundaryOf(view.state)?.pos) set(view, pos === undefined ? undefined : measure(view, pos))
  }

  const resizes = new ResizeObserver(() => {
    if (view.dom.clientWidth === width) return
    width = view.dom.clientWidth
    release()
  })
  resizes.observe(view.dom)
  const { fonts } = view.dom.ownerDocument
  fonts.addEventListener('loadingdone', release)
  return {
    update({ state }: EditorView, before: EditorState) {
      if (state.doc === before.doc) return
      const boundary = boundaryOf(state)
      if (boundary && isOutgrown(view, boundary)) release()
      if (key.getState(state)?.written === key.getState(before)?.written) return
      if (state.doc.childCount < MANY_BLOCKS) return
      cancelSet ??= later(SET_AFTER_MS, begin)
      cancelEnd()
      cancelEnd = later(KEPT_MS, release)
    },
    destroy() {
      cancelSet?.()
      cancelEnd()
      resizes.disconnect()
      fonts.removeEventListener('loadingdone', release)
    },
  }
}

function boundaryOf(state: EditorState): Boundary | undefined {
  return key.getState(state)?.boundary
}

function set(view: EditorView, boundary: Boundary | undefined): void {
  if (boundary === boundaryOf(view.state)) return
  const change: Change = { boundary }
  view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false))
}

function drawn({ doc }: EditorState, { pos, height }: Boundary): Decoration {
  const end = pos + (doc.nodeAt(pos)?.nodeSize ?? 0)
  return Decoration.node(pos, end, { class: 'is-boundary', style: `--kept-height: ${height}px` })
}

function measure(view: EditorView, pos: number): Boundary | undefined {
  const block = view.nodeDOM(pos)
  if (!(block instanceof HTMLElement)) return undefined
  const { top, height } = block.getBoundingClientRect()
  return { pos, height, end: endOf(view, pos) - top }
}

function isOutgrown(view: EditorView, { pos, end }: Boundary): boolean {
  const block = view.nodeDOM(pos)
  if (!(block instanceof HTMLElement)) return true
  return Math.abs(endOf(view, pos) - block.getBoundingClientRect().top - end) >= 1
}

/** How far below the window's top the text of a block ends. */
function endOf(view: EditorView, pos: number): number {
  let block = view.state.doc.nodeAt(pos)
  let end = pos + (block?.nodeSize ?? 0) - 1
  while (block && !block.isTextblock) {
    block = block.lastChild
    end--
  }
  return view.coordsAtPos(end).bottom
}

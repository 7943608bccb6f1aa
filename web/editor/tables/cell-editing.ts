import { type EditorState, Plugin, Selection, type Transaction } from 'prosemirror-state'
import { CellSelection, deleteCellSelection, tableEditing } from 'prosemirror-tables'
import type { EditorView } from 'prosemirror-view'
import { isRemote } from '../remote-transaction.ts'
import { layoutOf, tableAround } from './layout.ts'

/**
 * The selecting of cells by mouse and keys, from prosemirror-tables. Without its own mending, which answers also what
 * others do, and without its paste; in a table that is no rectangle it does nothing, because what it selects and
 * deletes there is not what one sees.
 */
export function cellEditing(): Plugin {
  const { props = {}, ...spec } = tableEditing({ allowTableNodeSelection: true }).spec
  const { handlePaste: _paste, handleKeyDown, handleTripleClick, handleDOMEvents = {}, ...others } = props
  return new Plugin({
    ...spec,
    props: {
      ...others,
      handleKeyDown(view, event) {
        return isSoundAround(view.state.selection) && handleKeyDown?.call(this, view, event) === true
      },
      handleTextInput(view, _from, _to, text) {
        const tr = overCells(view.state, text)
        if (tr) view.dispatch(tr)
        return tr !== undefined
      },
      handleTripleClick(view, pos, event) {
        return isSoundUnder(view, event) && handleTripleClick?.call(this, view, pos, event) === true
      },
      handleDOMEvents: {
        mousedown(view, event) {
          return isSoundUnder(view, event) && handleDOMEvents.mousedown?.call(this, view, event) === true
        },
      },
    },
    appendTransaction(transactions, _before, state) {
      const { selection, tr } = state
      if (selection instanceof CellSelection && !isSoundAround(selection)) {
        return tr.setSelection(Selection.near(selection.$head, -1))
      }
      if (isInTooLarge(selection)) return null
      if (!transactions.some((one) => !isRemote(one) && (one.selectionSet || one.docChanged))) return null
      return attempt(() => spec.appendTransaction?.call(this, transactions, state, state))
    },
  })
}

/** What is typed over cells stands in the first of them, and all are without what was in them. */
function overCells(state: EditorState, text: string): Transaction | undefined {
  const { selection } = state
  if (!(selection instanceof CellSelection) || !isSoundAround(selection)) return undefined
  let tr = state.tr
  deleteCellSelection(state, (emptied) => {
    tr = emptied
  })
  const first = Math.min(...selection.ranges.map(({ $from }) => $from.pos))
  tr.setSelection(Selection.near(tr.doc.resolve(first)))
  return tr.insertText(text).scrollIntoView()
}

function isSoundAround({ $from }: Selection): boolean {
  const around = tableAround($from)
  return around !== undefined && layoutOf(around.table).isSound
}

/** Cells, and a row, are selected as a rectangle: that is worked out from the whole table. */
function isInTooLarge({ $from }: Selection): boolean {
  const around = tableAround($from)
  return around !== undefined && layoutOf(around.table).isTooLarge
}

function isSoundUnder(view: EditorView, event: Event): boolean {
  const cell = event.target instanceof Element ? event.target.closest('td, th') : null
  if (!cell || !view.dom.contains(cell)) return false
  const around = tableAround(view.state.doc.resolve(view.posAtDOM(cell, 0)))
  return around !== undefined && layoutOf(around.table).isSound
}

/** A selection that cannot be made straight stays as it is. */
function attempt(make: () => Transaction | null | undefined): Transaction | null {
  try {
    return make() ?? null
  } catch {
    return null
  }
}

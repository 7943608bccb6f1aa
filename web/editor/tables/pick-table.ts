import type { EditorView } from 'prosemirror-view'
import '../../elements/table-picker.ts'
import { fetchTableTools } from './fetch-table-tools.ts'
import { insertTable } from './insert-table.ts'

const MARGIN_PX = 8

/**
 * Asks at the caret how large a table is to be, and puts it there. Enter alone makes the usual one. The tools of
 * tables are there before it asks: what is typed after the answer may be a word and a Tab already.
 */
export function pickTable(view: EditorView): void {
  void fetchTableTools(view).then(() => {
    if (!view.isDestroyed) openPicker(view)
  })
}

function openPicker(view: EditorView): void {
  const picker = document.createElement('sp-table-picker')
  picker.className = 'floating table-picker'
  const main = document.querySelector('main') ?? document.body
  main.append(picker)

  function close(): void {
    // It goes when the keyboard leaves it.
    view.focus()
    picker.remove()
  }

  picker.addEventListener('size-chosen', ({ rows, columns }) => {
    close()
    insertTable(rows, columns)(view.state, view.dispatch)
  })
  picker.addEventListener('size-dropped', close)
  picker.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && picker.contains(relatedTarget))) picker.remove()
  })
  void picker.focusSize().then(() => place(picker, view))
}

/** Below the caret's line, else above it, and within the window. */
function place(picker: HTMLElement, view: EditorView): void {
  const caret = view.coordsAtPos(view.state.selection.head)
  const { width, height } = picker.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const below = caret.bottom + MARGIN_PX
  const isBelow = below + height <= clientHeight
  picker.style.top = `${isBelow ? below : Math.max(MARGIN_PX, caret.top - MARGIN_PX - height)}px`
  picker.style.left = `${Math.max(MARGIN_PX, Math.min(caret.left, clientWidth - width - MARGIN_PX))}px`
}

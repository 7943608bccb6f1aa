import { type Command, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { layoutOf, type TableAt, tableAround } from './layout.ts'
import { showWidths } from './table-view.ts'
import { MIN_COLUMN_WIDTH, setColumnWidths } from './widths.ts'

/** How near to a column's edge, in CSS pixels, the pointer takes hold of it. */
const GRIP_PX = 5

const STEP_PX = 40

/** A column's edge under the pointer. */
interface Edge {
  readonly table: HTMLTableElement
  readonly column: number
}

/** Columns are made wider and narrower by dragging their edges. What is dragged is shown at once, written at the end. */
export function columnResize(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousemove(view, event) {
          if (event.buttons === 0)
            view.dom.classList.toggle('is-at-edge', edgeUnder(view, event) !== undefined)
          return false
        },
        mouseleave(view) {
          view.dom.classList.remove('is-at-edge')
          return false
        },
        mousedown(view, event) {
          const edge = event.button === 0 ? edgeUnder(view, event) : undefined
          const around = edge && tableIn(view, edge.table)
          if (!edge || !around) return false
          event.preventDefault()
          drag(view, edge, around, event.clientX)
          return true
        },
      },
    },
  })
}

/** Makes the column of the caret wider, or narrower, without a pointer. */
export function stepWidth(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const around = tableAround(state.selection.$from)
    if (!around || !layoutOf(around.table).isSound) return false
    const cell = layoutOf(around.table).cells.find(({ offset, node }) => {
      const at = around.start + offset
      return state.selection.head > at && state.selection.head < at + node.nodeSize
    })
    if (!cell) return false
    if (!dispatch || !view) return true
    const widths = measure(view, around)
    const column = cell.column + cell.colspan - 1
    widths[column] = Math.max(MIN_COLUMN_WIDTH, (widths[column] ?? 0) + direction * STEP_PX)
    const { tr } = state
    setColumnWidths(tr, around.pos, widths)
    dispatch(tr)
    return true
  }
}

function drag(view: EditorView, { table, column }: Edge, around: TableAt, startX: number): void {
  const page = view.dom.ownerDocument.defaultView ?? window
  const before = measure(view, around)
  const isMirrored = getComputedStyle(table).direction === 'rtl'
  let widths = before
  const move = (event: MouseEvent) => {
    const by = (event.clientX - startX) * (isMirrored ? -1 : 1)
    widths = before.map((width, i) => (i === column ? Math.max(MIN_COLUMN_WIDTH, width + by) : width))
    showWidths(table, widths)
  }
  const stop = (event: Event) => {
    page.removeEventListener('mousemove', move)
    page.removeEventListener('mouseup', stop)
    page.removeEventListener('keydown', cancel, true)
    // Others may have moved the table meanwhile, or taken it away.
    const now = table.isConnected ? tableIn(view, table) : undefined
    if (!now) return
    const { tr } = view.state
    if (event.type === 'mouseup' && widths !== before) setColumnWidths(tr, now.pos, widths)
    if (tr.docChanged) view.dispatch(tr)
    else showWidths(table, isEven(now) ? [] : before)
  }
  const cancel = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    stop(event)
  }
  page.addEventListener('mousemove', move)
  page.addEventListener('mouseup', stop)
  page.addEventListener('keydown', cancel, true)
}

function isEven({ table }: TableAt): boolean {
  return layoutOf(table).cells.every(({ node }) => node.attrs['colwidth'] === null)
}

/** The widths the columns have on the screen. */
function measure(view: EditorView, { table, start }: TableAt): number[] {
  const { width, cells } = layoutOf(table)
  const widths = Array.from({ length: width }, () => 0)
  const bySpan = [...cells].sort((a, b) => a.colspan - b.colspan)
  for (const { offset, column, colspan } of bySpan) {
    const element = view.nodeDOM(start + offset)
    if (!(element instanceof HTMLElement)) continue
    for (let c = column; c < column + colspan; c++) {
      if (widths[c] === 0) widths[c] = Math.round(element.getBoundingClientRect().width / colspan)
    }
  }
  return widths
}

function edgeUnder(view: EditorView, event: MouseEvent): Edge | undefined {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td, th') : null
  const table = cell?.closest('table')
  if (!view.editable || !cell || !table || !view.dom.contains(table)) return undefined
  const { left, right } = cell.getBoundingClientRect()
  const isMirrored = getComputedStyle(table).direction === 'rtl'
  const [begin, end] = isMirrored ? [right, left] : [left, right]
  const isAtEnd = Math.abs(event.clientX - end) <= GRIP_PX
  if (!isAtEnd && Math.abs(event.clientX - begin) > GRIP_PX) return undefined
  const around = tableIn(view, table)
  if (!around || !layoutOf(around.table).isSound) return undefined
  const at = view.posAtDOM(cell, 0) - 1 - around.start
  const placed = layoutOf(around.table).cells.find(({ offset }) => offset === at)
  const column = placed && (isAtEnd ? placed.column + placed.colspan : placed.column) - 1
  return column === undefined || column < 0 ? undefined : { table, column }
}

function tableIn(view: EditorView, table: HTMLTableElement): TableAt | undefined {
  const body = table.querySelector(':scope > tbody')
  return body ? tableAround(view.state.doc.resolve(view.posAtDOM(body, 0))) : undefined
}

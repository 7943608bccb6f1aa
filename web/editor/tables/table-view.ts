import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import { columnWidths, tableClass, tableWidth } from '../../../document/schema/table-nodes.ts'

/** A table with columns as wide as the document says: the same elements as the served HTML. */
export function tableView(node: Node): NodeView {
  const dom = document.createElement('div')
  const table = document.createElement('table')
  const contentDOM = document.createElement('tbody')
  dom.className = tableClass(node)
  table.append(contentDOM)
  dom.append(table)
  showWidths(table, columnWidths(node))
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      dom.className = tableClass(next)
      showWidths(table, columnWidths(next))
      return true
    },
    ignoreMutation: (record) => record.type !== 'selection' && !contentDOM.contains(record.target),
  }
}

/** Shows columns of these widths in CSS pixels, 0 for "no width of its own"; with none all share the line. */
export function showWidths(table: HTMLTableElement, widths: readonly number[]): void {
  const known = table.querySelector(':scope > colgroup')
  if (widths.length === 0) {
    known?.remove()
    table.removeAttribute('width')
    return
  }
  const group = known ?? document.createElement('colgroup')
  if (!known) table.prepend(group)
  while (group.childElementCount > widths.length) group.lastElementChild?.remove()
  while (group.childElementCount < widths.length) group.append(document.createElement('col'))
  widths.forEach((width, i) => {
    const column = group.children[i]
    if (width > 0) column?.setAttribute('width', String(width))
    else column?.removeAttribute('width')
  })
  table.setAttribute('width', String(tableWidth(widths)))
}

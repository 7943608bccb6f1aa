import { type Command, NodeSelection } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { tableCommands } from '../../../web/editor/tables/commands.ts'
import { setColumnWidths } from '../../../web/editor/tables/widths.ts'
import { doc, p, pre, table, td, title, tr } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { AB, choose, type Editor, editorWith, plugins, rowsOf, tableOf } from './table-editor.ts'

/** Two people change one table at once: the first is in the log already when the second one's change comes. */
function atOnce(
  rows: string[][],
  first: [string, Command | ((editor: Editor) => void)],
  second: Command,
  at: string,
) {
  const start = doc(title(''), tableOf(...rows))
  const other = sharedEditor(start, plugins())
  choose(other, first[0])
  const act = first[1]
  if (act.length > 1) other.run(act as Command)
  else (act as (editor: Editor) => void)(other)
  const mine = sharedEditor(start, plugins())
  choose(mine, ...(at.split('…') as [string, string?]))
  expect(mine.run(second)).toBe(true)
  const steps = other.pending.map(({ step }) => step)
  mine.foreign((transform) => {
    for (const step of steps) transform.step(step)
    return transform
  })
  mine.doc.check()
  return mine
}

const type = (text: string) => (editor: Editor) => editor.change((change) => change.insertText(text))

test('a row and a column that are added at once leave a gap, which the next change here fills', () => {
  const mine = atOnce(AB, ['a2', tableCommands.columnAfter], tableCommands.rowBelow, 'a2')
  expect(rowsOf(mine.doc)).toEqual([
    ['a1', '', 'b1'],
    ['a2', '', 'b2'],
    ['', ''],
  ])
  mine.change((change) => change.insertText('x', find(mine.doc, 'a1')))
  expect(rowsOf(mine.doc)).toEqual([
    ['xa1', '', 'b1'],
    ['a2', '', 'b2'],
    ['', '', ''],
  ])
})

test('a gap that two people fill at once does not make the table wider for ever', () => {
  const ragged = doc(title(''), table(tr(td(p('a')), td(p('b'))), tr(td(p('c')), td(p('d'))), tr(td(p('e')))))
  const [one, two] = [sharedEditor(ragged, plugins()), sharedEditor(ragged, plugins())]
  one.change((change) => change.insertText('1', find(one.doc, 'a')))
  two.change((change) => change.insertText('2', find(two.doc, 'd')))
  two.foreign((transform) => {
    for (const { step } of one.pending) transform.step(step)
    return transform
  })
  expect(rowsOf(two.doc)[2]).toEqual(['e', '', ''])
  two.change((change) => change.insertText('3', find(two.doc, 'e')))
  expect(rowsOf(two.doc)).toEqual([
    ['1a', 'b'],
    ['c', '2d'],
    ['3e', ''],
  ])
})

test('a change of others is never answered by a change of this page', () => {
  const mine = editorWith(...AB)
  const before = mine.pending.length
  mine.foreign((transform) => transform.delete(4, 4 + 6))
  expect(mine.pending.length).toBe(before)
  expect(rowsOf(mine.doc)).toEqual([['b1'], ['a2', 'b2']])
})

for (const [name, at] of [
  ['rowDown', 'a1'],
  ['columnRight', 'a1'],
  ['headerRow', 'a1'],
  ['headerColumn', 'a1'],
  ['columnBefore', 'b1'],
  ['rowAbove', 'a1'],
  ['merge', 'a1…b1'],
  ['merge', 'a1…b2'],
] as const) {
  test(`what somebody types in a cell stays through ${name}`, () => {
    const mine = atOnce(AB, ['b1', type('typed')], tableCommands[name], at)
    expect(mine.doc.textContent).toContain('typedb1')
    const after = atOnce(
      AB,
      [at.split('…')[0] ?? '', tableCommands[name]],
      (state, dispatch) => {
        dispatch?.(state.tr.insertText('typed'))
        return true
      },
      'b1',
    )
    expect(after.doc.textContent).toContain('typedb1')
  })
}

test('what somebody types stays through a drag of the column', () => {
  const drag: Command = (state, dispatch) => {
    const { tr: change } = state
    setColumnWidths(change, 2, [90, 90])
    dispatch?.(change)
    return true
  }
  expect(rowsOf(atOnce(AB, ['b1', type('typed')], drag, 'a1').doc)[0]).toEqual(['a1', 'typedb1'])
})

test('cells that others delete under a selection of cells leave a caret, not a fault', () => {
  const mine = editorWith(['a1', 'b1', 'c1'], ['a2', 'b2', 'c2'])
  choose(mine, 'a1', 'c2')
  const cell = find(mine.doc, 'c2') - 2
  mine.foreign((transform) => transform.delete(cell, cell + 6))
  expect(mine.state.selection instanceof CellSelection && mine.state.selection.ranges.length > 5).toBe(false)
  expect(mine.doc.textContent).toBe('a1b1c1a2b2')
})

test('a table that is too large has no tools, and its commands do nothing', () => {
  const wide = td(p('a'))
  const cells = Array.from({ length: 300 }, () =>
    schema.nodes.table_cell.create({ colspan: 100 }, wide.content),
  )
  const rows = Array.from({ length: 5 }, () => schema.nodes.table_row.create(null, cells))
  const editor = sharedEditor(doc(title(''), schema.nodes.table.create(null, rows), pre('')), plugins())
  choose(editor, 'a')
  expect(editor.run(tableCommands.rowBelow)).toBe(false)
  editor.change((change) => change.insertText('x'))
  expect(editor.doc.textContent).toContain('xa')
})

test('a key pressed in a table that lacks many cells does not fill the document with them; the table can be deleted', () => {
  const wide = schema.nodes.table_row.create(
    null,
    Array.from({ length: 10 }, () => schema.nodes.table_cell.create({ colspan: 100 }, p('w'))),
  )
  const narrow = Array.from({ length: 40 }, (_, i) => tr(td(p(`n${i}`))))
  const editor = sharedEditor(doc(title(''), table(wide, ...narrow), p('end')), plugins())
  const size = editor.doc.content.size
  choose(editor, 'n3')
  editor.change((change) => change.insertText('x'))
  expect(editor.doc.content.size).toBe(size + 1)
  expect(editor.run(tableCommands.rowBelow)).toBe(false)
  expect(editor.run(tableCommands.deleteTable)).toBe(true)
  expect(editor.doc.textContent).toBe('end')
})

test('a row of a table that is too large can be selected, and is not taken for cells', () => {
  const cells = Array.from({ length: 60 }, () =>
    schema.nodes.table_cell.create({ colspan: 100, rowspan: 1_000 }, p('a')),
  )
  const rows = Array.from({ length: 20 }, () => schema.nodes.table_row.create(null, cells))
  const editor = sharedEditor(doc(title(''), schema.nodes.table.create(null, rows), p('end')), plugins())
  editor.change((change) => change.setSelection(NodeSelection.create(change.doc, 3)))
  expect(editor.state.selection).toBeInstanceOf(NodeSelection)
})

test('what is typed in a column or a row that somebody else deletes is dropped and can be told, not put elsewhere', () => {
  const typing: Command = (state, dispatch) => {
    dispatch?.(state.tr.insertText('typed'))
    return true
  }
  for (const name of ['deleteColumn', 'deleteRow', 'deleteTable'] as const) {
    const mine = atOnce(AB, ['b1', tableCommands[name]], typing, 'b1')
    expect(mine.pending).toEqual([])
    expect(mine.doc.textContent).not.toContain('typed')
  }
})

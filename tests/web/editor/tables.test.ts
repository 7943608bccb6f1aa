import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { Plugin } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { columnWidths } from '../../../document/schema/table-nodes.ts'
import { nextCell, previousCell, tableCommands } from '../../../web/editor/tables/commands.ts'
import { deleteAcrossTable } from '../../../web/editor/tables/delete-across.ts'
import { insertTable } from '../../../web/editor/tables/insert-table.ts'
import { layoutOf } from '../../../web/editor/tables/layout.ts'
import { fillCells, gridOf } from '../../../web/editor/tables/paste-cells.ts'
import { selectPast } from '../../../web/editor/tables/table-keys.ts'
import { tableFromTsv } from '../../../web/editor/tables/tsv.ts'
import { setColumnWidths } from '../../../web/editor/tables/widths.ts'
import { redo, undo } from '../../../web/editor/undo/history.ts'
import { doc, p, table, td, title, tr } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { AB, choose, type Editor, editorWith, plugins, rowsOf, tableOf } from './table-editor.ts'
import { editorAt } from './typing.ts'

const commands: readonly (readonly [keyof typeof tableCommands, string, string[][]])[] = [
  [
    'rowAbove',
    'a2',
    [
      ['a1', 'b1'],
      ['', ''],
      ['a2', 'b2'],
    ],
  ],
  [
    'rowBelow',
    'a2',
    [
      ['a1', 'b1'],
      ['a2', 'b2'],
      ['', ''],
    ],
  ],
  [
    'rowUp',
    'b2',
    [
      ['a2', 'b2'],
      ['a1', 'b1'],
    ],
  ],
  [
    'rowDown',
    'a1',
    [
      ['a2', 'b2'],
      ['a1', 'b1'],
    ],
  ],
  [
    'headerRow',
    'a2',
    [
      ['#a1', '#b1'],
      ['a2', 'b2'],
    ],
  ],
  ['deleteRow', 'a1', [['a2', 'b2']]],
  [
    'columnBefore',
    'b1',
    [
      ['a1', '', 'b1'],
      ['a2', '', 'b2'],
    ],
  ],
  [
    'columnAfter',
    'b1',
    [
      ['a1', 'b1', ''],
      ['a2', 'b2', ''],
    ],
  ],
  [
    'columnLeft',
    'b2',
    [
      ['b1', 'a1'],
      ['b2', 'a2'],
    ],
  ],
  [
    'columnRight',
    'a1',
    [
      ['b1', 'a1'],
      ['b2', 'a2'],
    ],
  ],
  [
    'headerColumn',
    'b1',
    [
      ['#a1', 'b1'],
      ['#a2', 'b2'],
    ],
  ],
  ['deleteColumn', 'b1', [['a1'], ['a2']]],
  ['deleteTable', 'b1', []],
]

for (const [name, at, after] of commands) {
  test(`${name} changes the table, keeps the caret at its words, and is one undo`, () => {
    const editor = editorWith(...AB)
    choose(editor, at)
    editor.pause()
    expect(editor.run(tableCommands[name])).toBe(true)
    expect(rowsOf(editor.doc)).toEqual(after)
    if (after.flat().includes(at)) expect(editor.state.selection.$head.parent.textContent).toBe(at)
    editor.doc.check()
    editor.run(undo)
    expect(rowsOf(editor.doc)).toEqual(AB)
    editor.run(redo)
    expect(rowsOf(editor.doc)).toEqual(after)
  })
}

test('what has no room to move stays, and the last column or row that is deleted takes the table along', () => {
  const editor = editorWith(...AB)
  choose(editor, 'a1')
  expect(editor.run(tableCommands.rowUp)).toBe(false)
  expect(editor.run(tableCommands.columnLeft)).toBe(false)
  choose(editor, 'a1', 'b2')
  expect(editor.run(tableCommands.deleteRow)).toBe(true)
  expect(rowsOf(editor.doc)).toEqual([])
})

test('after a row or a column is deleted the caret stands in what took its place', () => {
  const cases: [keyof typeof tableCommands, string, string][] = [
    ['deleteRow', 'b1', 'b2'],
    ['deleteRow', 'b2', 'b1'],
    ['deleteColumn', 'a2', 'b2'],
    ['deleteColumn', 'b1', 'a1'],
  ]
  for (const [name, from, to] of cases) {
    const editor = editorWith(...AB)
    choose(editor, from)
    editor.run(tableCommands[name])
    expect(editor.state.selection.$head.parent.textContent, `${name} at ${from}`).toBe(to)
  }
})

test('no row and no column is left in which no cell begins', () => {
  const column = editorWith(['a1', 'b1', 'c1'], ['a2', 'b2', 'c2'])
  choose(column, 'a1', 'b2')
  column.run(tableCommands.merge)
  choose(column, 'c1')
  column.run(tableCommands.deleteColumn)
  expect(rowsOf(column.doc)).toEqual([['a1/b1/a2/b2']])
  const row = editorWith(['a1', 'b1'], ['a2', 'b2'], ['a3', 'b3'])
  choose(row, 'a1', 'b2')
  row.run(tableCommands.merge)
  choose(row, 'a3')
  row.run(tableCommands.deleteRow)
  expect(rowsOf(row.doc)).toEqual([['a1/b1/a2/b2']])
  for (const { doc } of [column, row]) doc.check()
})

test('what is typed over cells stands in the first of them', () => {
  for (const [from, to] of [
    ['a1', 'b1'],
    ['b1', 'a1'],
    ['b2', 'a1'],
  ] as const) {
    const editor = editorWith(...AB)
    choose(editor, from, to)
    const { handleTextInput } = editor.state.plugins[1]?.props ?? {}
    const view = { state: editor.state, dispatch: editor.dispatch } as EditorView
    const { from: start, to: end } = editor.state.selection
    handleTextInput?.call(editor.state.plugins[1] as Plugin, view, start, end, 'x', () => editor.state.tr)
    expect(rowsOf(editor.doc)).toEqual([['x', ''], to === 'b1' || from === 'b1' ? AB[1] : ['', '']])
    expect(editor.state.selection.$head.parent.textContent).toBe('x')
  }
})

test('a selection that goes from a table to words beside it takes the words, and no cell', () => {
  const start = doc(p('before'), tableOf(['a1', 'b1'], ['a2', 'b2']), p('after'))
  const remove = (from: string, to: string) => {
    const editor = sharedEditor(start, plugins())
    editor.select(find(editor.doc, from) + 1, find(editor.doc, to) + 1)
    expect(editor.run(deleteAcrossTable)).toBe(true)
    editor.doc.check()
    return [rowsOf(editor.doc), editor.doc.children.map(({ textContent }) => textContent).filter(Boolean)]
  }
  expect(remove('before', 'a2')).toEqual([
    [
      ['', ''],
      ['2', 'b2'],
    ],
    ['b', '2b2', 'after'],
  ])
  expect(remove('b1', 'after')).toEqual([
    [
      ['a1', 'b'],
      ['', ''],
    ],
    ['before', 'a1b', 'fter'],
  ])
  const within = sharedEditor(start, plugins())
  within.select(find(within.doc, 'before'), find(within.doc, 'after'))
  expect(within.run(deleteAcrossTable)).toBe(false)
})

test('merged cells hold what stood in each of them, and are split again', () => {
  const editor = editorWith(['a1', 'b1', 'c1'], ['a2', '', 'c2'])
  choose(editor, 'a1', 'b1')
  expect(editor.run(tableCommands.merge)).toBe(true)
  expect(rowsOf(editor.doc)).toEqual([
    ['a1/b1[2x1]', 'c1'],
    ['a2', '', 'c2'],
  ])
  choose(editor, 'a1', 'c2')
  expect(editor.run(tableCommands.merge)).toBe(true)
  expect(rowsOf(editor.doc)).toEqual([['a1/b1/c1/a2/c2[3x2]'], []])
  expect(editor.run(tableCommands.split)).toBe(true)
  expect(rowsOf(editor.doc)).toEqual([
    ['a1/b1/c1/a2/c2', '', ''],
    ['', '', ''],
  ])
  editor.doc.check()
})

test('a row or a column is not moved through a merged cell', () => {
  const editor = editorWith(['a1', 'b1'], ['a2', 'b2'], ['a3', 'b3'])
  choose(editor, 'a1', 'a2')
  editor.run(tableCommands.merge)
  choose(editor, 'b2')
  expect(editor.run(tableCommands.rowDown)).toBe(false)
  expect(editor.run(tableCommands.columnLeft)).toBe(false)
})

test('Tab goes from cell to cell, adds a row behind the last one, and Shift-Tab goes back', () => {
  const editor = editorWith(...AB)
  const at = () => editor.state.selection.$head.parent.textContent
  choose(editor, 'b1')
  editor.run(nextCell)
  expect(at()).toBe('a2')
  expect(editor.state.selection.empty).toBe(true)
  editor.run(previousCell)
  expect(at()).toBe('b1')
  choose(editor, 'b2')
  editor.run(nextCell)
  expect(rowsOf(editor.doc)).toEqual([...AB, ['', '']])
  expect(editor.state.selection.$head.index(1)).toBe(2)
})

test('a selection that grows over a table by keyboard takes in all of it, and one within goes from cell to cell', () => {
  const start = doc(p('one'), tableOf(...AB), p('two'))
  const editor = sharedEditor(start, [])
  const view = { endOfTextblock: () => true } as unknown as EditorView
  const grow = (direction: 1 | -1, anchor: string, head = anchor) => {
    editor.select(find(start, anchor) + 1, find(start, head) + 1)
    const isTaken = selectPast(direction)(editor.state, editor.dispatch, view)
    const { from, to } = editor.state.selection
    return isTaken && editor.doc.textBetween(from, to, '/')
  }
  expect(grow(1, 'one')).toBe('ne/a1/b1/a2/b2/')
  expect(grow(-1, 'two')).toBe('/a1/b1/a2/b2/t')
  expect(grow(1, 'one', 'a1')).toBe('ne/a1/b1/a2/b2/')
  expect(grow(1, 'a1')).toBe(false)
  expect(grow(-1, 'one')).toBe(false)
})

test('a new table takes the place of an empty line, and stands below one with words', () => {
  const inEmpty = editorAt(doc(p('|')))
  expect(inEmpty.run(insertTable(2, 2))).toBe(true)
  expect(rowsOf(inEmpty.state.doc)).toEqual([
    ['#', '#'],
    ['', ''],
  ])
  expect(inEmpty.state.doc.childCount).toBe(2)
  expect(inEmpty.state.selection.$head.depth).toBe(4)
  const below = editorAt(doc(p('one|'), p('two')))
  below.run(insertTable(1, 1))
  expect(below.state.doc.children.map(({ type }) => type.name)).toEqual([
    'title',
    'paragraph',
    'table',
    'paragraph',
  ])
  const inCell = editorAt(doc(table(tr(td(p('a|'))))))
  inCell.run(insertTable(1, 1))
  expect(inCell.state.doc.childCount).toBe(3)
  expect(editorAt(doc(title('T|'), p('one'))).run(insertTable(1, 1))).toBe(false)
})

test('widths of columns are written cell by cell, and read from the upper rows', () => {
  const editor = editorWith(...AB)
  editor.change((change) => {
    setColumnWidths(change, 2, [100, 33.4])
    return change
  })
  expect(editor.pending.every(({ step }) => step.toJSON().stepType === 'attr')).toBe(true)
  expect(columnWidths(editor.doc.child(1))).toEqual([100, 40])
  choose(editor, 'a1')
  editor.run(tableCommands.rowAbove)
  editor.run(tableCommands.evenWidths)
  expect(columnWidths(editor.doc.child(1))).toEqual([])
})

function paste(editor: Editor, text: string): void {
  const cells = gridOf(tableFromTsv(text, true) ?? expect.unreachable())
  const { $head } = editor.state.selection
  const at = { top: $head.index(1), left: $head.index(2) }
  if (cells) editor.change((change) => fillCells(change, 2, at, cells))
}

test('cells of a spreadsheet go into the cells of a table, which grows where it is too small', () => {
  const editor = editorWith(['#a1', '#b1'], ['a2', 'b2'])
  choose(editor, 'b1')
  paste(editor, 'x\ty\nz\t"two ""lines""\nhere"\nlast\t')
  expect(rowsOf(editor.doc)).toEqual([
    ['#a1', '#x', '#y'],
    ['a2', 'z', 'two "lines"/here'],
    ['', 'last', ''],
  ])
  editor.doc.check()
  editor.run(undo)
  expect(rowsOf(editor.doc)).toEqual([
    ['#a1', '#b1'],
    ['a2', 'b2'],
  ])
})

function pasteTable(editor: Editor, ...rows: Node[]): void {
  const cells = gridOf(new Slice(Fragment.from(table(...rows)), 0, 0)) ?? expect.unreachable()
  const { $head } = editor.state.selection
  editor.change((change) => fillCells(change, 2, { top: $head.index(1), left: $head.index(2) }, cells))
  editor.doc.check()
}

const merged = (text: string, colspan: number, rowspan = 1) =>
  schema.nodes.table_cell.create({ colspan, rowspan }, p(text))

test('cells that come merged take in those they cover, also in a table that has to grow, and one undo parts them', () => {
  const editor = editorWith(...AB, ['a3', 'b3'])
  editor.change((change) => {
    setColumnWidths(change, 2, [100, 50])
    return change
  })
  choose(editor, 'a2')
  editor.pause()
  pasteTable(
    editor,
    tr(merged('wide', 2), td(p('x'))),
    tr(merged('tall', 1, 2), td(p('y')), td(p('z'))),
    tr(merged('low', 2)),
  )
  expect(rowsOf(editor.doc)).toEqual([
    ['a1', 'b1', ''],
    ['wide[2x1]', 'x'],
    ['tall[1x2]', 'y', 'z'],
    ['low[2x1]'],
  ])
  expect(layoutOf(editor.doc.child(1)).isSound).toBe(true)
  expect(editor.doc.child(1).child(1).child(0).attrs['colwidth']).toEqual([100, 50])
  expect(editor.state.selection).toBeInstanceOf(CellSelection)
  editor.run(undo)
  expect(rowsOf(editor.doc)).toEqual([...AB, ['a3', 'b3']])
})

test('a merged cell does not break one of the table that sticks out of its place', () => {
  const editor = editorWith(['a1', 'b1', 'c1'], ['a2', 'b2', 'c2'])
  choose(editor, 'b1', 'c1')
  editor.run(tableCommands.merge)
  choose(editor, 'a1')
  pasteTable(editor, tr(merged('wide', 2)), tr(td(p('x')), td(p('y'))))
  expect(rowsOf(editor.doc)).toEqual([
    ['wide', 'b1/c1[2x1]'],
    ['x', 'y', 'c2'],
  ])
})

test('only text that is a grid is taken for a table', () => {
  expect(tableFromTsv('a\tb\nc\td', false)).toBeDefined()
  expect(tableFromTsv('a\tb', true)).toBeDefined()
  for (const text of ['a\tb', 'a b\nc d', 'a\tb\nc', 'if x:\n\treturn', '']) {
    expect(tableFromTsv(text, false), text).toBeUndefined()
  }
})

test('more cells than one may span are not merged', () => {
  const row = (from: number) => Array.from({ length: 101 }, (_, i) => `c${from + i};`)
  const editor = editorWith(row(1_000))
  choose(editor, 'c1000;', 'c1100;')
  expect(editor.run(tableCommands.merge)).toBe(false)
  choose(editor, 'c1000;', 'c1099;')
  expect(editor.run(tableCommands.merge)).toBe(true)
})

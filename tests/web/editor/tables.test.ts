import type { Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { columnWidths } from '../../../document/schema/table-nodes.ts'
import { cellEditing } from '../../../web/editor/tables/cell-editing.ts'
import { nextCell, previousCell, tableCommands } from '../../../web/editor/tables/commands.ts'
import { insertTable } from '../../../web/editor/tables/insert-table.ts'
import { fillCells, gridOf } from '../../../web/editor/tables/paste-cells.ts'
import { tableRepair } from '../../../web/editor/tables/repair.ts'
import { tableFromTsv } from '../../../web/editor/tables/tsv.ts'
import { setColumnWidths } from '../../../web/editor/tables/widths.ts'
import { redo, undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { doc, p, pre, table, td, th, title, tr } from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { editorAt } from './typing.ts'

/** A table with a cell for each text; a first `#` makes it a header. */
function tableOf(...rows: string[][]): Node {
  const cell = (text: string) => (text.startsWith('#') ? th(p(text.slice(1))) : td(p(text)))
  return table(...rows.map((row) => tr(...row.map(cell))))
}

/** The first table of a document as rows of texts: `#` before a header, the spans behind a merged cell. */
function rowsOf(from: Node): string[][] {
  const found = from.children.find(({ type }) => type === schema.nodes.table)
  return (found?.children ?? []).map((row) =>
    row.children.map((cell) => {
      const { colspan, rowspan } = cell.attrs
      const sign = cell.type === schema.nodes.table_header ? '#' : ''
      const spans = colspan > 1 || rowspan > 1 ? `[${colspan}x${rowspan}]` : ''
      return sign + cell.children.map((block) => block.textContent).join('/') + spans
    }),
  )
}

const plugins = () => [undoHistory(), cellEditing(), tableRepair()]

function editorWith(...rows: string[][]) {
  return sharedEditor(doc(title(''), tableOf(...rows)), plugins())
}

type Editor = ReturnType<typeof editorWith>

/** Puts the caret into the cell with a text, or selects the cells from one to another. */
function choose(editor: Editor, from: string, to = from): void {
  if (from === to) {
    editor.select(find(editor.doc, from))
    return
  }
  const cellAt = (text: string) => editor.doc.resolve(find(editor.doc, text)).before(-1)
  editor.dispatch(editor.state.tr.setSelection(CellSelection.create(editor.doc, cellAt(from), cellAt(to))))
}

const AB = [
  ['a1', 'b1'],
  ['a2', 'b2'],
]

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

test('only text that is a grid is taken for a table', () => {
  expect(tableFromTsv('a\tb\nc\td', false)).toBeDefined()
  expect(tableFromTsv('a\tb', true)).toBeDefined()
  for (const text of ['a\tb', 'a b\nc d', 'a\tb\nc', 'if x:\n\treturn', '']) {
    expect(tableFromTsv(text, false), text).toBeUndefined()
  }
})

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
  ['headerRow', 'a1'],
  ['headerColumn', 'a1'],
  ['columnBefore', 'b1'],
  ['rowAbove', 'a1'],
  ['merge', 'a1…b1'],
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

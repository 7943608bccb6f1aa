import { NodeSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { setBlock } from '../../../web/editor/blocks.ts'
import { formatState } from '../../../web/editor/format-state.ts'
import { alignAt, setAlign } from '../../../web/editor/formats/align.ts'
import { colourAt, setColour } from '../../../web/editor/formats/colour.ts'
import { hasMark, setLink, toggle } from '../../../web/editor/marks.ts'
import { addUp, createCounter } from '../../../web/outline/counts.ts'
import { find } from './shared-editor.ts'
import { choose, type Editor, editorWith } from './table-editor.ts'

test('selected cells take what selected words take, but no picture in their place', () => {
  const { state } = aColumn()
  const { enabled } = formatState(state, true)
  for (const tool of ['strong', 'text_colour', 'colours', 'layout', 'link'] as const)
    expect(enabled.has(tool), tool).toBe(true)
  expect(enabled.has('image')).toBe(false)
})

test('a column of cells is aligned, coloured and linked as one, and the others stay', () => {
  const editor = aColumn()
  setAlign('right')(editor.state, editor.dispatch)
  setColour('text_colour', 'red')(editor.state, editor.dispatch)
  setLink('https://example.org')(editor.state, editor.dispatch)
  expect([alignAt(editor.state), colourAt(editor.state, 'text_colour')]).toEqual(['right', 'red'])
  const cells: string[] = []
  editor.doc.descendants((node) => {
    if (node.isTextblock && node.type.name === 'paragraph')
      cells.push(`${node.textContent} ${node.attrs['align']} ${node.firstChild?.marks.length}`)
  })
  expect(cells).toEqual(['a null 0', '1 right 2', 'b null 0', '2 right 2', 'c null 0', '3 right 2'])
})

test('cells are bold when all that are selected are, whatever lies between them', () => {
  const editor = aColumn()
  expect(hasMark(editor.state, 'strong')).toBe(false)
  toggle('strong')(editor.state, editor.dispatch)
  expect(hasMark(editor.state, 'strong')).toBe(true)
  const b = find(editor.doc, 'b')
  expect(editor.doc.rangeHasMark(b, b + 1, schema.marks.strong)).toBe(false)
})

test('the style of selected cells changes in each of them', () => {
  const editor = aColumn()
  setBlock('heading2')(editor.state, editor.dispatch)
  let headings = 0
  editor.doc.descendants(({ type }) => {
    if (type.name === 'heading') headings++
  })
  expect(headings).toBe(3)
})

test('a selected table can be made bold whole', () => {
  const editor = editorWith(['one two'], ['three'])
  editor.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.doc, 2)))
  expect(formatState(editor.state, true).enabled.has('strong')).toBe(true)
  toggle('strong')(editor.state, editor.dispatch)
  expect(hasMark(editor.state, 'strong')).toBe(true)
})

test('selected cells are counted all, and nothing else', () => {
  const { state } = aColumn()
  const counter = createCounter()
  const { ranges } = state.selection
  const counts = addUp(ranges.map(({ $from, $to }) => counter.countBetween(state.doc, $from.pos, $to.pos)))
  expect(counts).toEqual({ words: 3, characters: 3, charactersWithoutSpaces: 3 })
})

/** An editor with a table of three rows whose second column is selected. */
function aColumn(): Editor {
  const editor = editorWith(['a', '1'], ['b', '2'], ['c', '3'])
  choose(editor, '1', '3')
  return editor
}

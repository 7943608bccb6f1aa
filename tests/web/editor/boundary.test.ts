import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { advanceBoundary, type Boundary, boundaryAt, MANY_BLOCKS } from '../../../web/editor/long/boundary.ts'
import { find } from './shared-editor.ts'

const MANY = `${'Some text.\n\n'.repeat(MANY_BLOCKS)}`

/** A document of many blocks with the caret before some text. */
function aState(markdown: string, before: string): EditorState {
  const doc = parseMarkdown(`# Long\n\n${markdown}`)
  return EditorState.create({ doc, selection: TextSelection.create(doc, find(doc, before)) })
}

function blockAt(state: EditorState): string | undefined {
  const pos = boundaryAt(state)
  return pos === undefined ? undefined : state.doc.nodeAt(pos)?.type.name
}

test.each([
  ['a paragraph', 'this *one* is `here`', 'paragraph'],
  ['a heading', '## this one', 'heading'],
  ['a list', '- this one\n  - more\n\n  again', 'bullet_list'],
  ['a list of tasks', '- [ ] this one', 'task_list'],
  ['a quote', '> this one', 'blockquote'],
])('the height of %s is kept in a long document', (_name, markdown, type) => {
  expect(blockAt(aState(`${MANY}${markdown}`, 'this'))).toBe(type)
  expect(blockAt(aState(markdown, 'this'))).toBeUndefined()
})

test.each([
  ['a picture', '- this one\n\n  ![](https://example.org/a.png)'],
  ['a rule', '> this one\n>\n> ---'],
  ['code', '```\nthis one\n```'],
  ['a table', '| this one |\n|---|\n| two |'],
])('no height is kept where %s could change it', (_name, markdown) => {
  expect(blockAt(aState(`${MANY}${markdown}`, 'this'))).toBeUndefined()
})

const state = aState(`${MANY}first\n\none two three\n\nlast`, 'two')
const at = state.selection.head
const boundary: Boundary = { pos: boundaryAt(state) ?? -1, height: 30, end: 28 }
const after = (change: (tr: Transaction) => Transaction) => advanceBoundary(change(state.tr), boundary)
const sup = schema.marks.superscript.create()
const strong = schema.marks.strong.create()

test('a height is kept while plain text is typed and deleted within the block', () => {
  expect(after((tr) => tr.insertText('x', at))).toEqual(boundary)
  expect(after((tr) => tr.delete(at, at + 3))).toEqual(boundary)
  expect(after((tr) => tr.insert(at, schema.text('x', [strong])))).toEqual(boundary)
})

test('a height moves along with what others write above, and stays when they write below', () => {
  const above = find(state.doc, 'first')
  expect(after((tr) => tr.insertText('xyz', above))).toEqual({ ...boundary, pos: boundary.pos + 3 })
  const paragraph = schema.nodes.paragraph.create()
  expect(after((tr) => tr.insert(boundary.pos, paragraph))).toEqual({ ...boundary, pos: boundary.pos + 2 })
  expect(after((tr) => tr.delete(find(state.doc, 'last'), find(state.doc, 'last') + 2))).toEqual(boundary)
})

test('a height ends with every other change of the block', () => {
  expect(after((tr) => tr.split(at))).toBeUndefined()
  expect(after((tr) => tr.addMark(at, at + 3, sup))).toBeUndefined()
  expect(after((tr) => tr.insert(at, schema.text('x', [sup])))).toBeUndefined()
  expect(after((tr) => tr.setBlockType(at, at, schema.nodes.heading))).toBeUndefined()
  expect(after((tr) => tr.delete(find(state.doc, 'first'), at))).toBeUndefined()
  expect(after((tr) => tr.insertText('a', at).insertText('b', at))).toBeUndefined()
  const end = boundary.pos + (state.doc.nodeAt(boundary.pos)?.nodeSize ?? 0)
  expect(after((tr) => tr.delete(boundary.pos, end))).toBeUndefined()
})

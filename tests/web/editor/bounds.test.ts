import { wrapIn } from 'prosemirror-commands'
import { AllSelection, type Command, type Plugin } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { findFault } from '../../../document/schema/document-checks.ts'
import { MAX_DOCUMENT_SIZE } from '../../../document/schema/document-weight.ts'
import { schema } from '../../../document/schema/schema.ts'
import { bounds, guarded, guardedKeys } from '../../../web/editor/bounds.ts'
import { enter } from '../../../web/editor/enter.ts'
import { setLink } from '../../../web/editor/marks.ts'
import { toRemoteTransaction } from '../../../web/editor/remote-transaction.ts'
import { tableCommands } from '../../../web/editor/tables/commands.ts'
import { doc, p, table, td, title, tr } from '../../support/build-document.ts'
import { editorAt, editorOn } from './typing.ts'

const { nodes } = schema

const boundedEditor = (markdown: string) => bounded(editorOn, markdown)

function bounded<Start>(
  open: (start: Start, plugins: Plugin[]) => ReturnType<typeof editorOn>,
  start: Start,
) {
  const refused: string[] = []
  const editor = open(start, [bounds((reason) => refused.push(reason))])
  return { editor, refused }
}

const cells = (count: number) => Array.from({ length: count }, () => td(p('')))

test('a paste that would make the document too large is not made, and typing goes on', () => {
  const { editor, refused } = boundedEditor('one|')
  const room = MAX_DOCUMENT_SIZE - editor.state.doc.content.size
  editor.dispatch(editor.state.tr.insertText('x'.repeat(room + 1)))
  expect(refused).toEqual(['size'])
  expect(editor.show()).toContain('p(one|)')

  editor.dispatch(editor.state.tr.insertText('x'.repeat(room - 1)))
  editor.type('ab')
  expect(refused).toEqual(['size', 'size'])
  expect(editor.state.doc.content.size).toBe(MAX_DOCUMENT_SIZE)
  editor.dispatch(editor.state.tr.delete(4, 8))
  editor.type('b')
  expect(refused).toHaveLength(2)
})

test('blocks nest as deep as the server takes them and no deeper', () => {
  const { editor, refused } = boundedEditor('deep|')
  for (let i = 0; i < 40; i++) editor.run(wrapIn(schema.nodes.blockquote))
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused)).toEqual(new Set(['depth']))
  expect(findFault(editor.state.doc)).toBeUndefined()
  editor.type('er')
  expect(editor.show()).toContain('deeper|')
})

test('half a character is not taken, a whole one is', () => {
  const { editor, refused } = boundedEditor('a|')
  editor.dispatch(editor.state.tr.insertText('\ud83d'))
  expect(refused).toEqual(['text'])
  editor.dispatch(editor.state.tr.insertText('\ud83d\ude00'))
  expect(editor.show()).toContain('p(a😀|)')
})

test('a key or button that could only make what the schema refuses changes nothing and says so', () => {
  const wide = table(
    tr(nodes.table_cell.create({ colspan: 100 }, p('wide'))),
    tr(...cells(99), td(p('here|'))),
  )
  const { editor, refused } = bounded(editorAt, doc(title(''), wide))
  const before = editor.state.doc
  expect(editor.run(guarded(tableCommands.columnBefore))).toBe(true)
  expect(refused).toEqual(['value'])
  expect(
    editor.run(
      guardedKeys({ 'Mod-k': setLink(`https://example.org/${'a'.repeat(3_000)}`) })['Mod-k'] as Command,
    ),
  ).toBe(true)
  expect(refused).toEqual(['value', 'value'])
  expect(editor.state.doc.eq(before)).toBe(true)
  expect(() => editor.run(guarded(({ tr }) => tr.delete(9_999, 10_000).docChanged))).toThrow()
})

test('a list that goes on behind the highest number begins with that number again', () => {
  const { editor, refused } = boundedEditor('999999998. one\n2. two\n3. |\n4. four')
  editor.run(enter)
  editor.type('text')
  expect(refused).toEqual([])
  expect(findFault(editor.state.doc)).toBeUndefined()
  expect(editor.state.doc.lastChild?.attrs['order']).toBe(999_999_999)
})

test('what comes from the log is never stopped here', () => {
  const { editor, refused } = boundedEditor('one|')
  const transform = editor.state.tr.insertText('x'.repeat(MAX_DOCUMENT_SIZE))
  editor.dispatch(toRemoteTransaction(editor.state, { transform, rebased: 0 }))
  expect(refused).toEqual([])
  expect(editor.state.doc.content.size).toBeGreaterThan(MAX_DOCUMENT_SIZE)
  editor.dispatch(editor.state.tr.setSelection(new AllSelection(editor.state.doc)).deleteSelection())
  expect(refused).toEqual([])
})

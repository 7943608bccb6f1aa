import { wrapIn } from 'prosemirror-commands'
import { AllSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { findFault, MAX_DOCUMENT_SIZE } from '../../../document/schema/document-checks.ts'
import { schema } from '../../../document/schema/schema.ts'
import { bounds } from '../../../web/editor/bounds.ts'
import { toRemoteTransaction } from '../../../web/editor/remote-transaction.ts'
import { editorOn } from './typing.ts'

function boundedEditor(markdown: string) {
  const refused: string[] = []
  const editor = editorOn(markdown, [bounds((reason) => refused.push(reason))])
  return { editor, refused }
}

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

test('what comes from the log is never stopped here', () => {
  const { editor, refused } = boundedEditor('one|')
  const transform = editor.state.tr.insertText('x'.repeat(MAX_DOCUMENT_SIZE))
  editor.dispatch(toRemoteTransaction(editor.state, { transform, rebased: 0 }))
  expect(refused).toEqual([])
  expect(editor.state.doc.content.size).toBeGreaterThan(MAX_DOCUMENT_SIZE)
  editor.dispatch(editor.state.tr.setSelection(new AllSelection(editor.state.doc)).deleteSelection())
  expect(refused).toEqual([])
})

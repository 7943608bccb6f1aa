import { selectAll } from 'prosemirror-commands'
import { expect, test } from 'vitest'
import { backspaceToTitle, deleteAfterTitle, selectBodyFirst } from '../../../web/editor/title.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

test('Backspace at the start of the text goes to the title, and takes an empty line along', () => {
  const full = editorOn('# T\n\n|one')
  expect(full.run(backspaceToTitle)).toBe(true)
  expect(full.show()).toBe('title(T|) p(one)')
  const empty = editorAt(documentOf('|', 'one'))
  empty.run(backspaceToTitle)
  expect(empty.show()).toBe('title(|) p(one)')
})

test('Backspace anywhere else is left to others', () => {
  for (const markdown of ['# T\n\no|ne', '# T\n\none\n\n|two', '# |T\n\none', '# T\n\n- |one']) {
    expect(editorOn(markdown).run(backspaceToTitle)).toBe(false)
  }
})

test('Delete at the end of the title never pulls a paragraph into it', () => {
  const editor = editorOn('# T|\n\none')
  expect(editor.run(deleteAfterTitle)).toBe(true)
  expect(editor.show()).toBe('title(T|) p(one)')
})

test('select all takes the text first, then the title too', () => {
  const editor = editorOn('# T\n\none|\n\n- two')
  expect(editor.run(selectBodyFirst)).toBe(true)
  const { from, to } = editor.state.selection
  expect(editor.state.doc.textBetween(from, to, ' ')).toBe('one two')
  expect(editor.run(selectBodyFirst)).toBe(false)
  editor.run(selectAll)
  expect(editor.state.selection.from).toBe(0)
})

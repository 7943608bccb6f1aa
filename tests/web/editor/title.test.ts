import { selectAll } from 'prosemirror-commands'
import { Fragment } from 'prosemirror-model'
import { NodeSelection, TextSelection, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { formatState } from '../../../web/editor/format-state.ts'
import { insertFigure } from '../../../web/editor/media/figure-commands.ts'
import { backspaceToTitle, deleteAfterTitle, leaveBody, selectBodyFirst } from '../../../web/editor/title.ts'
import {
  callout,
  details,
  doc,
  figure,
  h,
  hr,
  li,
  p,
  pre,
  quote,
  table,
  task,
  tasks,
  td,
  title,
  tr,
  ul,
} from '../../support/build-document.ts'
import { documentOf, sharedEditor } from './shared-editor.ts'
import { editorAt, editorOn, show } from './typing.ts'

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

test.each([
  ['a list', ul(li(p('a')), li(p('b')))],
  ['tasks', tasks(task(true, p('a')), task(false, p('b')))],
  ['a heading', h(2, 'a')],
  ['a quote', quote(p('a'), p('b'))],
  ['a callout', callout('note', p('a'))],
  ['a section', details('a', p('b'))],
  ['code', pre('a')],
  ['a table', table(tr(td(p('a')), td(p('b'))))],
  ['a picture', figure('https://example.org/a.png', 'a')],
  ['a rule', hr()],
])('select all takes %s as a whole, and one empty paragraph is left without it', (_what, block) => {
  for (const blocks of [[block], [block, p('x')], [p('x'), block], [p('x'), block, p('y')]]) {
    const editor = editorAt(doc(title('T'), ...blocks))
    expect(editor.run(selectBodyFirst)).toBe(true)
    const { selection } = editor.state
    if (blocks[0]?.type.name !== 'paragraph' || blocks.length === 2)
      expect(selection.content().content.eq(Fragment.from(blocks))).toBe(true)
    const after = (tr: Transaction) => {
      tr.doc.check()
      return show(editor.state.apply(tr))
    }
    expect(after(editor.state.tr.deleteSelection())).toBe('title(T) p(|)')
    expect(after(editor.state.tr.insertText('w'))).toBe('title(T) p(w|)')
    const pasted = after(editor.state.tr.replaceSelection(selection.content()))
    expect(pasted.replace('|', '')).toBe(editor.show().replace('|', ''))
    expect(editor.run(selectBodyFirst)).toBe(false)
    editor.run(leaveBody(1))
    expect(editor.state.selection.empty || editor.state.selection instanceof NodeSelection).toBe(
      !(selection instanceof TextSelection),
    )
  }
})

test('what others do while all blocks are selected is selected too', () => {
  const shared = sharedEditor(doc(title('T'), ul(li(p('a')))), [])
  shared.run(selectBodyFirst)
  shared.foreign((transform) => transform.insert(3, p('new')))
  expect(shared.state.selection.content().content.childCount).toBe(2)
  shared.foreign((transform) => transform.delete(3, transform.doc.content.size))
  expect(shared.state.selection.empty).toBe(true)
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

test('with all of the body selected, and with the title, a picture is offered and comes below it', () => {
  for (const times of [1, 2]) {
    const editor = editorOn('# T\n\n- |one\n\n```\ntwo\n```')
    expect(editor.run(selectBodyFirst)).toBe(true)
    if (times > 1) editor.run(selectAll)
    expect(formatState(editor.state, true).enabled.has('image')).toBe(true)
    expect(editor.run(insertFigure('https://example.org/a.png', ''))).toBe(true)
    expect(editor.state.doc.lastChild?.type.name).toBe('figure')
    expect(editor.state.doc.textContent).toBe('Tonetwo')
  }
})

import { Fragment, type Node, Slice } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'
import { documentSlice, insertText, keepFirstAlign, oneLine, plainSlice } from '../../../web/editor/paste.ts'
import { pasteList } from '../../../web/editor/paste-list.ts'
import { aligned, doc, li, p, quote, title, ul } from '../../support/build-document.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

test('pasted Markdown becomes blocks; its title becomes a heading, one paragraph joins the line', () => {
  const paste = (markdown: string, into: string) => {
    const editor = editorOn(into)
    editor.dispatch(editor.state.tr.replaceSelection(documentSlice(parseMarkdown(markdown))))
    editor.state.doc.check()
    return editor.show().replace('|', '')
  }
  expect(paste('# Plan\n\n- one', '# T\n\nx|')).toContain('h1(Plan) ul(li(p(one)))')
  expect(paste('so **bold**', '# T\n\na|b')).toBe('title(T) p(aso [strong:bold]b)')
})

test('pasted Markdown takes the place of an empty paragraph', () => {
  const editor = editorAt(documentOf('first', '|'))
  editor.dispatch(editor.state.tr.replaceSelection(documentSlice(parseMarkdown('- one\n- two'))))
  expect(editor.show().replace('|', '')).toBe('title() p(first) ul(li(p(one)) li(p(two)))')
})

test('a text of several lines is one line in the title', () => {
  expect(oneLine(' one\r\n  two\n\nthree ')).toBe('one two three')
  const editor = editorOn('# T|\n\nx')
  editor.run(insertText('one\ntwo'))
  expect(editor.state.doc.child(0).textContent).toBe('Tone two')
})

test('plain lines are pasted as they are, empty ones and their indentation too', () => {
  const editor = editorOn('# T\n\na|b')
  const { state } = editor
  editor.dispatch(state.tr.replaceSelection(plainSlice('one\r\n\r\n  two\nthree', state.selection.$from)))
  expect(editor.show()).toBe('title(T) p(aone) p() p(  two) p(three|b)')
})

test('text that could not be placed is inserted at the caret, a paragraph for each line', () => {
  const editor = editorOn('# T\n\none|')
  editor.run(insertText('two\nthree'))
  expect(editor.show()).toBe('title(T) p(onetwo) p(three|)')
})

test('a list that is pasted into a line stands below it whole; elsewhere its items join those that are there', () => {
  const list = new Slice(Fragment.from(ul(li(p('x')), li(p('y')))), 3, 3)
  const pastedInto = (start: Node) => {
    const editor = editorAt(start)
    const tr = pasteList(editor.state, list)
    if (!tr) return undefined
    editor.dispatch(tr)
    editor.state.doc.check()
    return editor.show().replace('title() ', '')
  }
  expect(pastedInto(doc(p('one|')))).toBe('p(one) ul(li(p(x)) li(p(y|)))')
  expect(pastedInto(doc(p('o|ne')))).toBe('p(o) ul(li(p(x)) li(p(y|))) p(ne)')
  expect(pastedInto(doc(p('|one')))).toBe('ul(li(p(x)) li(p(y|))) p(one)')
  expect(pastedInto(doc(p('o|n|e')))).toBe('p(o) ul(li(p(x)) li(p(y|))) p(e)')
  expect(pastedInto(doc(quote(p('one|'))))).toBe('quote(p(one) ul(li(p(x)) li(p(y|))))')
  for (const other of [
    doc(p('|')),
    doc(p('|one|')),
    doc(ul(li(p('one|')))),
    doc(p('o|ne'), p('tw|o')),
    doc(title('T|')),
  ])
    expect(pastedInto(other)).toBeUndefined()
  const words = new Slice(Fragment.from(ul(li(p('x')))), 3, 3)
  expect(pasteList(editorAt(doc(p('one|'))).state, words)).toBeUndefined()
})

test.each([
  ['on an empty line', p('|'), [aligned('center', p('a'))], 'p@center(a|)'],
  ['of two', p('|'), [aligned('center', p('a')), p('b')], 'p@center(a) p(b|)'],
  ['in a line, whose own it takes', p('x|'), [aligned('center', p('a'))], 'p(xa|)'],
])('an aligned paragraph that is pasted %s', (_where, line, blocks, after) => {
  const editor = editorAt(doc(line))
  const slice = new Slice(Fragment.from(blocks), 1, 1)
  const { state } = editor
  editor.dispatch(state.tr.replaceSelection(keepFirstAlign(slice, state.selection)))
  expect(editor.show()).toBe(`title() ${after}`)
  editor.state.doc.check()
})

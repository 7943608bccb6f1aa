import { undoInputRule } from 'prosemirror-inputrules'
import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { addressAtEnd, withScheme } from '../../../web/editor/address.ts'
import { autolink } from '../../../web/editor/autolink.ts'
import { editorBindings } from '../../../web/editor/keymap.ts'
import { doc, link, p, pre } from '../../support/build-document.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt } from './typing.ts'

const nothing = () => undefined
const { Enter } = editorBindings({
  openLinkDialog: nothing,
  openImageDialog: nothing,
  chooseFiles: nothing,
  leaveText: nothing,
  openFormatMenu: nothing,
  openBlockMenu: nothing,
  say: nothing,
})

test('an address is told from the words and signs around it', () => {
  const found = (text: string) => addressAtEnd(text)?.href
  expect(found('see https://example.org/a?b=c#d')).toBe('https://example.org/a?b=c#d')
  expect(found('https://example.org.')).toBe('https://example.org')
  expect(found('(https://example.org/a_(b))')).toBe('https://example.org/a_(b)')
  expect(found('“https://example.org/”,')).toBe('https://example.org/')
  expect(found('www.example.org')).toBe('https://www.example.org')
  expect(found('(https://example.org/y)for')).toBe('https://example.org/y')
  expect(found('www.пример.рф')).toBe('https://www.пример.рф')
  expect(found('ann@müller.example')).toBe('mailto:ann@müller.example')
  expect(found('write to ann@example.org')).toBe('mailto:ann@example.org')
  for (const text of [
    'https://',
    'example.org',
    'a@b',
    'xhttps://a.b',
    'www.',
    'the end',
    'https://a.b and',
  ]) {
    expect(found(text), text).toBeUndefined()
  }
})

test('the name of a host has the letters of any script', () => {
  for (const host of ['example.org', 'müller.example', 'пример.рф', '例え.jp', 'उदाहरण.भारत'])
    expect(withScheme(`${host}/a?b`)).toBe(`https://${host}/a?b`)
  for (const other of ['/d/x', '#there', 'two words.org', 'mailto:a@b.c'])
    expect(withScheme(other)).toBe(other)
})

test('a space or Enter after an address makes it a link, and what follows is none', () => {
  const editor = editorAt(documentOf('see |'), [autolink()])
  editor.type('https://example.org, so ')
  expect(editor.show()).toBe('title() p(see [link:https://example.org], so |)')

  const second = editorAt(documentOf('www.example.org|'), [autolink()])
  expect(Enter && second.run(Enter)).toBe(true)
  expect(second.show()).toBe('title() p([link:www.example.org]) p(|)')
})

test('a space over a selected address takes its place', () => {
  const editor = editorAt(documentOf('|'), [autolink()])
  editor.type('https://example.org')
  editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 3, 22)))
  editor.type(' ')
  expect(editor.show()).toBe('title() p( |)')
})

test('one Backspace right after it takes the link away and leaves the words', () => {
  const editor = editorAt(documentOf('|'), [autolink()])
  editor.type('https://example.org ')
  expect(editor.run(undoInputRule)).toBe(true)
  expect(editor.show()).toBe('title() p(https://example.org |)')
})

test('code and links that are there already stay as they are', () => {
  const code = editorAt(doc(pre('https://example.org|')), [autolink()])
  code.type(' ')
  expect(code.show()).toBe('title() code(https://example.org |)')

  const linked = editorAt(doc(p(...link('https://other.org', 'https://example.org'), '|')), [autolink()])
  linked.type(' ')
  const [mark] = linked.state.doc.child(1).child(0).marks
  expect(mark?.attrs['href']).toBe('https://other.org')

  const inCode = schema.text('https://example.org', [schema.marks.code.create()])
  const marked = editorAt(doc(p(inCode, '|')), [autolink()])
  marked.type(' ')
  expect(marked.show()).not.toContain('link')
})

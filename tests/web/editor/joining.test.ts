import type { Node } from 'prosemirror-model'
import { type Command, NodeSelection, type Plugin } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { editorBindings } from '../../../web/editor/keymap.ts'
import { captions } from '../../../web/editor/media/figure-commands.ts'
import {
  callout,
  details,
  doc,
  figure,
  h,
  hr,
  li,
  ol,
  p,
  pre,
  quote,
  table,
  td,
  title,
  tr,
  ul,
} from '../../support/build-document.ts'
import { editorAt } from './typing.ts'

const page = {
  openLinkDialog: () => undefined,
  openImageDialog: () => undefined,
  chooseFiles: () => undefined,
  leaveText: () => undefined,
  openBlockMenu: () => undefined,
  openFormatMenu: () => undefined,
  say: () => undefined,
}

function pressed(key: string, times: number, start: Node): string {
  const editor = editorAt(start)
  for (let i = 0; i < times; i++) editor.run(editorBindings(page)[key] ?? (() => false))
  editor.state.doc.check()
  return editor.show().replace(/^title\(\) /, '')
}

const PICTURE = figure('https://example.org/a.png', 'seen')

const backspaces: readonly (readonly [string, number, Node, string])[] = [
  ['a line goes to the end of the list above', 1, doc(ul(li(p('a'))), p('|b')), 'ul(li(p(a|b)))'],
  [
    'an item becomes a line, then joins the item above',
    2,
    doc(ul(li(p('a')), li(p('|b')), li(p('c')))),
    'ul(li(p(a|b)) li(p(c)))',
  ],
  [
    'an empty line below a nested item goes',
    1,
    doc(ul(li(p('a'), ul(li(p('b'))))), p('|')),
    'ul(li(p(a) ul(li(p(b|)))))',
  ],
  ['the first line of a quote leaves it', 1, doc(p('a'), quote(p('|b'), p('c'))), 'p(a) p(|b) quote(p(c))'],
  ['a quote below a list is no item of it', 1, doc(ul(li(p('a'))), quote(p('|b'))), 'ul(li(p(a))) p(|b)'],
  ['a line below a quote joins its words', 1, doc(quote(p('a')), p('|b')), 'quote(p(a|b))'],
  ['a line below a callout joins its words', 1, doc(callout('tip', p('a')), p('|b')), 'callouttip(p(a|b))'],
  ['a heading becomes a line, then joins', 2, doc(p('a'), h(2, '|b')), 'p(a|b)'],
  ['the text of a document never becomes its title', 1, doc(pre('|a')), 'code(|a)'],
  ['a line below a table stays', 1, doc(table(tr(td(p('a')))), p('|b')), 'table(tr(td(p(a)))) p(b)'],
]

test.each(backspaces)('Backspace: %s', (_what, times, start, after) => {
  expect(pressed('Backspace', times, start)).toBe(after)
})

test('an item of a numbered list that becomes a line leaves the numbers below it, and comes back among them', () => {
  const editor = editorAt(doc(ol(1, li(p('a')), li(p('|')), li(p('c')), li(p('d')))))
  const backspace = editorBindings(page)['Backspace'] as Command
  editor.run(backspace)
  expect(editor.state.doc).toEqual(doc(ol(1, li(p('a'))), p(), ol(2, li(p('c')), li(p('d')))))
  editor.run(backspace)
  expect(editor.state.doc).toEqual(doc(ol(1, li(p('a')), li(p('c')), li(p('d')))))
})

test('an item that leaves its list leaves the numbers of what is nested in it', () => {
  const nested = ol(1, li(p('x')))
  const editor = editorAt(doc(ol(1, li(p('a')), li(p('|b'), nested), li(p('c')))))
  editor.run(editorBindings(page)['Backspace'] as Command)
  expect(editor.state.doc.toString()).toContain('ordered_list(list_item(paragraph("x")))')
  expect(editor.state.doc.children.filter(({ attrs }) => attrs['order'] === 2)).toEqual([])
})

test('what comes back into a numbered list goes on with its numbers, and lists that were two stay two', () => {
  const backIn = editorAt(doc(ol(3, li(p('a'))), p('|b'), ol(4, li(p('c')))))
  backIn.run(editorBindings(page)['Backspace'] as Command)
  expect(backIn.state.doc).toEqual(doc(ol(3, li(p('ab')), li(p('c')))))
  expect(pressed('Backspace', 1, doc(ol(1, li(p('a'))), p('|'), ol(1, li(p('c')))))).toBe(
    'ol(li(p(a|))) ol(li(p(c)))',
  )
  expect(pressed('Backspace', 1, doc(ul(li(p('a'))), p('|'), ol(2, li(p('c')))))).toBe(
    'ul(li(p(a|))) ol(li(p(c)))',
  )
})

const deletions: readonly (readonly [string, number, Node, string])[] = [
  [
    'the first item of a list joins the line above',
    1,
    doc(p('a|'), ul(li(p('b')), li(p('c')))),
    'p(a|b) ul(li(p(c)))',
  ],
  ['an only item takes its list along', 1, doc(p('a|'), ul(li(p('b')))), 'p(a|b)'],
  [
    'the next item joins a nested one',
    1,
    doc(ul(li(p('a'), ul(li(p('b|')))), li(p('c')))),
    'ul(li(p(a) ul(li(p(b|c)))))',
  ],
  ['a quote joins the line above', 1, doc(p('a|'), quote(p('b'), p('c'))), 'p(a|b) quote(p(c))'],
  ['an empty line above a list goes', 1, doc(p('|'), ul(li(p('b')))), 'p(|b)'],
  ['a picture is never taken for its caption', 1, doc(p('a|'), PICTURE), 'p(a) figure(seen)'],
  ['a rule goes', 1, doc(p('a|'), hr(), p('b')), 'p(a|) p(b)'],
  [
    'what a section hides stays in it',
    1,
    doc(p('a|'), details('b', p('c'))),
    'p(a) details(summary(b) p(c))',
  ],
]

test.each(deletions)('Delete: %s', (_what, times, start, after) => {
  expect(pressed('Delete', times, start)).toBe(after)
})

test.each([
  ['table', doc(table(tr(td(p('a')))), p('b')), 'table(tr(td(p(a)))) p(x|) p(b)'],
  ['rule', doc(hr(), p('b')), 'hr p(x|) p(b)'],
  ['picture', doc(PICTURE, p('b')), 'figure(seenx|) p(b)'],
  ['line', doc(p('a'), p('b')), 'p(ax|) p(b)'],
  ['list', doc(ul(li(p('a'))), p('b')), 'ul(li(p(a))) p(x|) p(b)'],
])('what is typed while a %s is selected never takes its place', (_what, start, after) => {
  const editor = editorAt(start, [captions() as Plugin])
  editor.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, 2)))
  editor.type('x')
  expect(editor.show()).toBe(`title() ${after}`)
})

test('a title keeps what stands in it', () => {
  expect(pressed('Delete', 1, doc(title('T|'), ul(li(p('a')))))).toBe('title(T|) ul(li(p(a)))')
})

import { joinBackward } from 'prosemirror-commands'
import type { Node } from 'prosemirror-model'
import { AttrStep } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { setBlock } from '../../../web/editor/blocks.ts'
import { enter } from '../../../web/editor/enter.ts'
import { formatState, isSameFormat } from '../../../web/editor/format-state.ts'
import { setAlign } from '../../../web/editor/formats/align.ts'
import { setColour, toggleColour } from '../../../web/editor/formats/colour.ts'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { clearMarks, toggle } from '../../../web/editor/marks.ts'
import {
  aligned,
  coloured,
  doc,
  h,
  highlight,
  li,
  link,
  p,
  pre,
  strong,
  sub,
  sup,
  table,
  td,
  title,
  tr,
  ul,
} from '../../support/build-document.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { editorAt } from './typing.ts'

const kept = [
  ['Enter at the end', enter, doc(aligned('center', p('one|'))), 'p@center(one) p@center(|)'],
  ['Enter at the start', enter, doc(aligned('right', p('|one'))), 'p@right() p@right(|one)'],
  ['Enter within it', enter, doc(aligned('center', p('on|e'))), 'p@center(on) p@center(|e)'],
  ['Enter behind a heading', enter, doc(aligned('center', h(1, 'one|'))), 'h1@center(one) p@center(|)'],
  [
    'Enter in an item',
    enter,
    doc(ul(li(aligned('right', p('one|'))))),
    'ul(li(p@right(one)) li(p@right(|)))',
  ],
  ['a heading made of it', setBlock('heading2'), doc(aligned('right', p('one|'))), 'h2@right(one|)'],
  ['a text made of it', setBlock('text'), doc(aligned('right', h(1, 'one|'))), 'p@right(one|)'],
  ['a list made of it', setBlock('bullets'), doc(aligned('right', p('one|'))), 'ul(li(p@right(one|)))'],
  [
    'a join, which keeps the first',
    joinBackward,
    doc(aligned('center', p('one')), aligned('right', p('|two'))),
    'p@center(one|two)',
  ],
] as const

test.each(kept)('an aligned block stays so through %s', (_what, command, start, after) => {
  const editor = editorAt(start)
  expect(editor.run(command)).toBe(true)
  expect(editor.show()).toBe(`title() ${after}`)
  editor.state.doc.check()
})

test('a heading made by its signs stands where the paragraph stood, and code is not aligned', () => {
  const editor = editorAt(doc(aligned('center', p('|'))), [markdownRules()])
  editor.type('## ')
  expect(editor.show()).toBe('title() h2@center(|)')
  editor.run(setBlock('code'))
  expect(editor.show()).toBe('title() code(|)')
})

test('each selected paragraph and heading is aligned by one step of its attribute, in cells and items too', () => {
  const start = doc(
    h(1, 'a|'),
    pre('b'),
    ul(li(p('c'))),
    table(tr(td(p('d')))),
    aligned('center', p('e')),
    p('f|'),
  )
  const editor = editorAt(start)
  expect(editor.run(setAlign('center'))).toBe(true)
  expect(editor.show()).toBe(
    'title() h1@center(a) code(b) ul(li(p@center(c))) table(tr(td(p@center(d)))) p@center(e) p@center(f|)',
  )
  expect(editor.steps).toHaveLength(4)
  expect(editor.steps.every((step) => step instanceof AttrStep)).toBe(true)
  editor.run(setAlign('left'))
  expect(editor.show()).not.toContain('@')
})

test('left is how a Hebrew paragraph is aligned, and right how it stands by itself', () => {
  const editor = editorAt(doc(p('שלום|')))
  editor.run(setAlign('right'))
  expect(editor.steps).toEqual([])
  editor.run(setAlign('left'))
  expect(editor.show()).toBe('title() p@left(שלום|)')
})

test('the title and code are not aligned or coloured', () => {
  for (const start of [doc(title('T|'), p()), doc(pre('c|'))]) {
    const editor = editorAt(start)
    expect(editor.run(setAlign('center'))).toBe(false)
    expect(editor.run(setColour('highlight', 'blue'))).toBe(false)
  }
})

test('words get a colour, another one and none, and so does what is typed next', () => {
  const editor = editorAt(doc(p('a|b', strong('cd'), '|e')))
  const shown = () => editor.state.doc.child(1)
  editor.run(setColour('text_colour', 'blue'))
  expect(shown().eq(p('a', coloured('blue', 'b', strong('cd')), 'e'))).toBe(true)
  editor.run(setColour('text_colour', 'green'))
  expect(shown().eq(p('a', coloured('green', 'b', strong('cd')), 'e'))).toBe(true)
  editor.run(setColour('text_colour', undefined))
  expect(shown().eq(p('ab', strong('cd'), 'e'))).toBe(true)
  const typing = editorAt(doc(p('a|')))
  typing.run(toggleColour('highlight'))
  typing.type('b')
  expect(typing.state.doc.child(1).eq(p('a', highlight('yellow', 'b')))).toBe(true)
  typing.run(toggleColour('highlight'))
  typing.type('c')
  expect(typing.state.doc.child(1).eq(p('a', highlight('yellow', 'b'), 'c'))).toBe(true)
})

test('the colour button takes away what all the words have, whichever colour it is', () => {
  const editor = editorAt(doc(p('|', highlight('pink', 'a'), highlight('blue', 'b'), '|')))
  expect(formatState(editor.state, true).active.has('highlight')).toBe(true)
  editor.run(toggleColour('highlight'))
  expect(editor.state.doc.child(1).eq(p('ab'))).toBe(true)
  editor.run(toggleColour('highlight'))
  expect(editor.state.doc.child(1).eq(p(highlight('yellow', 'ab')))).toBe(true)
})

test('what stands above the line comes below it, and is not both', () => {
  const editor = editorAt(doc(p('x|2|')))
  editor.run(toggle('superscript'))
  expect(editor.state.doc.child(1).eq(p('x', sup('2')))).toBe(true)
  editor.run(toggle('subscript'))
  expect(editor.state.doc.child(1).eq(p('x', sub('2')))).toBe(true)
})

test('clearing takes every format and the alignment away, but no link', () => {
  const marked = link('https://x.y', strong(highlight('red', coloured('blue', sup('a')))))
  const editor = editorAt(doc(aligned('right', p('|', marked, '|'))))
  const isOffered = () => formatState(editor.state, true).enabled.has('clear')
  expect(isOffered()).toBe(true)
  editor.run(clearMarks)
  expect(editor.state.doc.child(1).eq(p(link('https://x.y', 'a')))).toBe(true)
  expect(isOffered()).toBe(false)
})

test('the bar is drawn anew when only the colour changes', () => {
  const at = (start: Node) => formatState(editorAt(start).state, true)
  const [pink, blue] = (['pink', 'blue'] as const).map((colour) => at(doc(p(highlight(colour, 'a|')))))
  expect(pink && blue && isSameFormat(pink, blue)).toBe(false)
})

test('what another person writes at once stays in an aligned, coloured paragraph', () => {
  const editor = sharedEditor(doc(p('some words here')), [])
  editor.select(find(editor.doc, 'words'), find(editor.doc, 'words') + 5)
  editor.run(setColour('highlight', 'green'))
  editor.run(setAlign('center'))
  editor.foreign((transform) => transform.insert(find(transform.doc, 'here') + 4, schema.text(' and more')))
  editor.foreign((transform) => transform.split(find(transform.doc, 'and more')))
  expect(editor.pending).toHaveLength(2)
  const [, first, second] = editor.doc.children
  expect(first?.eq(aligned('center', p('some ', highlight('green', 'words'), ' here ')))).toBe(true)
  expect(second?.textContent).toBe('and more')
})

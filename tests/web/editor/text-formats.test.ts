import { joinBackward } from 'prosemirror-commands'
import { expect, test } from 'vitest'
import { setBlock } from '../../../web/editor/blocks.ts'
import { enter } from '../../../web/editor/enter.ts'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { aligned, doc, h, li, p, ul } from '../../support/build-document.ts'
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

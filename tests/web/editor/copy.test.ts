import { Slice } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { closeCovered } from '../../../web/editor/copy.ts'
import { callout, doc, h, li, p, quote, table, td, tr, ul } from '../../support/build-document.ts'
import { editorAt } from './typing.ts'

/** What is made of a copy that is pasted into an empty line. */
function copied(...blocks: Parameters<typeof doc>): string {
  const { selection } = editorAt(doc(...blocks)).state
  const slice = closeCovered(selection.content(), selection)
  const editor = editorAt(doc(p('|')))
  editor.dispatch(editor.state.tr.replaceSelection(slice))
  editor.state.doc.check()
  return editor.show().replace('title() ', '').replace('|', '')
}

test.each([
  ['a quote', [quote(p('|a')), p('b|')], 'quote(p(a)) p(b)'],
  ['a quote and a list', [quote(p('|a')), ul(li(p('b|')))], 'quote(p(a)) ul(li(p(b)))'],
  ['a callout and a list', [callout('note', p('|a')), ul(li(p('b|')))], 'calloutnote(p(a)) ul(li(p(b)))'],
  ['a list in a list', [ul(li(p('|a'), ul(li(p('b'))))), p('c|')], 'ul(li(p(a) ul(li(p(b))))) p(c)'],
  ['a table', [table(tr(td(p('|a')), td(p('b')))), p('c|')], 'table(tr(td(p(a)) td(p(b)))) p(c)'],
  ['a quote at the end', [p('|a'), quote(p('b|'))], 'p(a) quote(p(b))'],
  ['a quote in a callout', [callout('note', quote(p('|a')), p('b|'))], 'calloutnote(quote(p(a)) p(b))'],
  ['a heading', [h(2, '|a'), p('b|')], 'h2(a) p(b)'],
])('a copy that begins or ends with %s keeps it', (_what, blocks, after) => {
  expect(copied(...blocks)).toBe(after)
})

test('a part of a quote is copied without it, and so is one block', () => {
  const sliceOf = (...blocks: Parameters<typeof doc>) => {
    const { selection } = editorAt(doc(...blocks)).state
    const slice = selection.content()
    return [slice, closeCovered(slice, selection)] as const
  }
  for (const [slice, closed] of [
    sliceOf(quote(p('a|b')), p('c|')),
    sliceOf(quote(p('|ab|'))),
    sliceOf(ul(li(p('|a')), li(p('b|')))),
    sliceOf(p('|a'), p('b|')),
  ])
    expect(closed.eq(slice)).toBe(true)
  expect(closeCovered(Slice.empty, editorAt(doc(quote(p('|a')), p('b|'))).state.selection)).toBe(Slice.empty)
})

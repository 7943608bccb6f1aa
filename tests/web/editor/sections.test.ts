import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { DecorationSet } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { enter, modEnter } from '../../../web/editor/enter.ts'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { liftFromCallout, unwrapCallout, wrapCallout } from '../../../web/editor/sections/callout.ts'
import { makeDetails, unwrapAtSummary, unwrapDetails } from '../../../web/editor/sections/details.ts'
import { fold, folding, openAround } from '../../../web/editor/sections/folding.ts'
import { callout, details, doc, h, li, p, quote, ul } from '../../support/build-document.ts'
import { documentOf, find, sharedEditor } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

const cases: readonly (readonly [string, Command, Node, string])[] = [
  ['a callout is made around the paragraph', wrapCallout('tip'), doc(p('a|b')), 'callouttip(p(a|b))'],
  [
    'a callout is made around several blocks',
    wrapCallout('note'),
    doc(p('|a'), h(1, 'b|')),
    'calloutnote(p(a) h1(b|))',
  ],
  ['a quote becomes a callout', wrapCallout('note'), doc(quote(p('a|'), p('b'))), 'calloutnote(p(a|) p(b))'],
  [
    'a callout changes its kind',
    wrapCallout('caution'),
    doc(callout('tip', p('a|'))),
    'calloutcaution(p(a|))',
  ],
  ['a callout is taken away', unwrapCallout, doc(callout('tip', p('a'), p('b|'))), 'p(a) p(b|)'],
  [
    'Backspace at the start of a callout takes its first block out',
    liftFromCallout,
    doc(callout('tip', p('|a'), p('b'))),
    'p(|a) callouttip(p(b))',
  ],
  [
    'Enter on the empty last line of a callout leaves it',
    enter,
    doc(callout('note', p('a'), p('|'))),
    'calloutnote(p(a)) p(|)',
  ],
  [
    'Enter on an empty line within a callout is a line more',
    enter,
    doc(callout('note', p('a'), p('|'), p('b'))),
    'calloutnote(p(a) p() p(|) p(b))',
  ],
  ['Enter in an empty callout takes it away', enter, doc(callout('note', p('|'))), 'p(|)'],
  [
    'Mod-Enter leaves a callout from anywhere',
    modEnter,
    doc(callout('note', p('a|b'))),
    'calloutnote(p(ab)) p(|)',
  ],
  ['Enter after the sign of a callout makes one', enter, doc(p('[!WARNING]|')), 'calloutwarning(p(|))'],
  ['a section is made of a line', makeDetails, doc(p('a|')), 'details(summary(a|) p())'],
  [
    'a section is made of several blocks',
    makeDetails,
    doc(h(2, 'a|'), ul(li(p('b'))), p('c|')),
    'details(summary(a) ul(li(p(b))) p(c|))',
  ],
  ['a section is taken away', unwrapDetails, doc(details('a', p('b|'), p('c'))), 'p(a) p(b|) p(c)'],
  ['a section that folds nothing is taken away', unwrapDetails, doc(details('a|')), 'p(a|)'],
  [
    'Backspace at the start of the line takes the section away',
    unwrapAtSummary,
    doc(details('|a', p('b'))),
    'p(|a) p(b)',
  ],
  [
    'Enter at the end of the line goes into the section',
    enter,
    doc(details('a|', p('b'))),
    'details(summary(a) p(|) p(b))',
  ],
  [
    'Enter goes to the empty line that is there',
    enter,
    doc(details('a|', p(''))),
    'details(summary(a) p(|))',
  ],
  [
    'Enter within the line takes the rest of it along',
    enter,
    doc(details('a|b', p(''))),
    'details(summary(a) p(|b) p())',
  ],
  [
    'Enter on the empty last line leaves the section',
    enter,
    doc(details('a', p('b'), p('|'))),
    'details(summary(a) p(b)) p(|)',
  ],
]

for (const [title, command, before, after] of cases) {
  test(title, () => {
    const editor = editorAt(before)
    expect(editor.run(command)).toBe(true)
    expect(editor.show()).toBe(`title() ${after}`)
    editor.state.doc.check()
  })
}

test('no callout is made in the title, no section of a list', () => {
  expect(editorOn('# T|\n\none').run(wrapCallout('note'))).toBe(false)
  expect(editorAt(doc(ul(li(p('a|'))))).run(makeDetails)).toBe(true)
  expect(editorAt(doc(ul(li(p('|a'))), p('b|'))).run(makeDetails)).toBe(false)
})

test('`> [!tip] ` makes a callout, `>> ` a section', () => {
  const typed = (text: string) => {
    const editor = editorAt(doc(p('|')), [markdownRules(), keymap({})])
    editor.type(text)
    return editor.show()
  }
  expect(typed('> [!tip] so')).toBe('title() callouttip(p(so|))')
  expect(typed('[!note] so')).toBe('title() calloutnote(p(so|))')
  expect(typed('[!nothing] so')).toBe('title() p([!nothing] so|)')
  expect(typed('>> more')).toBe('title() details(summary(more|) p())')
})

test('what somebody else writes meanwhile stays, whatever becomes a section or a callout', () => {
  for (const make of [makeDetails, wrapCallout('note')]) {
    const editor = sharedEditor(documentOf('one', 'two'), [])
    editor.select(find(editor.doc, 'one'), find(editor.doc, 'two') + 1)
    expect(editor.run(make)).toBe(true)
    editor.foreign((tr) => tr.insert(find(tr.doc, 'ne'), schema.text('x')))
    expect(editor.doc.textContent).toBe('oxnetwo')
    expect(editor.pending.length).toBeGreaterThan(0)
  }
})

function foldedEditor() {
  const start = doc(details('line', p('hidden')), p('below'))
  let state = EditorState.create({ doc: start, plugins: [folding()] })
  const at = start.child(0).nodeSize
  const take = (tr: Transaction) => {
    state = state.apply(tr)
  }
  const run = (command: Command) => command(state, take)
  const isFolded = () => {
    const set = state.plugins[0]?.props.decorations?.call(state.plugins[0], state)
    return set instanceof DecorationSet && set.find().length > 0
  }
  const select = (text: string) => {
    const place = find(state.doc, text)
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)))
  }
  return { at, run, isFolded, select, doc: () => state.doc, head: () => state.selection.head }
}

test('a folded section opens when the caret gets into what it hides, and not before', () => {
  const editor = foldedEditor()
  editor.run(fold(editor.at, true))
  expect(editor.isFolded()).toBe(true)
  editor.select('line')
  editor.select('below')
  expect(editor.isFolded()).toBe(true)
  editor.select('hidden')
  expect(editor.isFolded()).toBe(false)
})

test('folding takes the caret out of what is hidden, and Mod-Enter in the line opens again', () => {
  const editor = foldedEditor()
  editor.select('hidden')
  editor.run(fold(editor.at, true))
  expect(editor.isFolded()).toBe(true)
  expect(editor.doc().resolve(editor.head()).parent.type.name).toBe('summary')
  editor.run(modEnter)
  expect(editor.isFolded()).toBe(false)
})

test('a place that is to be shown opens what hides it', () => {
  const editor = foldedEditor()
  editor.run(fold(editor.at, true))
  expect(editor.run(openAround(find(editor.doc(), 'below')))).toBe(false)
  expect(editor.run(openAround(find(editor.doc(), 'hidden')))).toBe(true)
  expect(editor.isFolded()).toBe(false)
})

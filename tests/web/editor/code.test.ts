import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { findChoices, languageName } from '../../../web/editor/code/code-bar.ts'
import { belowCode, indentCode, outdentCode, selectCode } from '../../../web/editor/code/code-keys.ts'
import { createHighlighter } from '../../../web/editor/code/highlighter.ts'
import { findLanguage, LANGUAGES } from '../../../web/editor/code/languages.ts'
import { enter } from '../../../web/editor/enter.ts'
import { toolWords } from '../../../web/tool-words.ts'
import { doc, p, pre } from '../../support/build-document.ts'
import { editorAt } from './typing.ts'

test('Enter in code begins the next line as far in as this one', () => {
  const editor = editorAt(doc(pre('if x:\n    a|')))
  editor.run(enter)
  expect(editor.show()).toBe('title() code(if x:\n    a\n    |)')
})

test('Tab indents by what the code is indented by already, Shift-Tab takes a step away', () => {
  const tabbed = (text: string, language = '') => {
    const editor = editorAt(doc(pre(text, language)))
    editor.run(indentCode)
    return editor.state.doc.textContent
  }
  expect(tabbed('|a')).toBe('  a')
  expect(tabbed('x:\n    |a')).toBe('x:\n        a')
  expect(tabbed('|a', 'go')).toBe('\ta')
  expect(tabbed('|a\n\n  b|')).toBe('  a\n  \n    b')
  expect(tabbed('|a\n|b')).toBe('  a\nb')
  expect(tabbed('on|e|')).toBe('  one')
  const back = editorAt(doc(pre('    |a\n\tb\nc|')))
  back.run(outdentCode)
  expect(back.state.doc.textContent).toBe('a\nb\nc')
})

test('Mod-a selects the code first, and then goes on to the text', () => {
  const editor = editorAt(doc(p('one'), pre('a|b')))
  expect(editor.run(selectCode)).toBe(true)
  expect([editor.state.selection.from, editor.state.selection.to]).toEqual([8, 10])
  expect(editor.run(selectCode)).toBe(false)
})

test('down from the last line of code that ends the document begins a paragraph', () => {
  const editor = editorAt(doc(pre('a\nb|')))
  expect(editor.run(belowCode)).toBe(true)
  expect(editor.show()).toBe('title() code(a\nb) p(|)')
  expect(editorAt(doc(pre('a|\nb'))).run(belowCode)).toBe(false)
  expect(editorAt(doc(pre('a|'), p('b'))).run(belowCode)).toBe(false)
})

test('a language is found by each of its names, and by the beginning of one', () => {
  expect(findLanguage('JS')?.id).toBe('javascript')
  expect(findLanguage('klingon')).toBeUndefined()
  expect(languageName('ts')).toBe('TypeScript')
  expect(languageName('klingon')).toBe('klingon')
  expect(languageName('')).toBe(toolWords.code.plain)
  const found = (typed: string) => findChoices(typed, '').map(({ id }) => id)
  expect(found('py')[0]).toBe('python')
  expect(found('c')[0]).toBe('c')
  expect(found('zzz')).toEqual([])
  expect(found('')).toHaveLength(LANGUAGES.length + 1)
})

test('every language of the list has a grammar, which is there once it was fetched', async () => {
  const highlighter = createHighlighter()
  for (const language of LANGUAGES) {
    expect(highlighter.knows(language)).toBe(false)
    await highlighter.fetch(language)
    expect(highlighter.knows(language)).toBe(true)
    expect(highlighter.colours('plain words', language, 0)).toBeInstanceOf(Array)
  }
})

test('the words of a language have their colours where they stand', async () => {
  const highlighter = createHighlighter()
  const language = findLanguage('js')
  if (!language) return expect.unreachable()
  await highlighter.fetch(language)
  const state = EditorState.create({ schema, doc: doc(pre('const a = 1', 'js')) })
  const colours = highlighter.colours('const a = 1', language, 2)
  expect(colours.map(({ from, to }) => state.doc.textBetween(from, to))).toEqual(['const', '1'])
})

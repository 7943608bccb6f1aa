import { undoInputRule } from 'prosemirror-inputrules'
import { expect, test } from 'vitest'
import { markdownRules } from '../../../web/editor/input-rules.ts'
import { typography } from '../../../web/editor/typography.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

type Tongue = Parameters<typeof typography>[0]

function typed(text: string, language: Tongue = 'en', isOn = true): string {
  const editor = editorAt(documentOf('|'), [markdownRules(), typography(language, () => isOn)])
  editor.type(text)
  return editor.state.doc.child(1).textContent
}

test('quotation marks open and close as the language does, and an apostrophe is one', () => {
  expect(typed('He said "yes" ("maybe").')).toBe('He said “yes” (“maybe”).')
  expect(typed("it's 'so' and \"'twice'\" don't")).toBe('it’s ‘so’ and “‘twice’” don’t')
  expect(typed('Sie sagte "ja" und \'nein\', oder?', 'de')).toBe('Sie sagte „ja“ und ‚nein‘, oder?')
  expect(typed('Geht\'s "gut"?', 'de')).toBe('Geht’s „gut“?')
})

test('signs of programs stay straight, years have an apostrophe, an emoji is followed by an opening sign', () => {
  expect(typed('<a x="1" y=\'2\'> "z"')).toBe('<a x="1" y=\'2\'> “z”')
  expect(typed("the '90s and '10 ways'")).toBe('the ’90s and ‘10 ways’')
  expect(typed("die '90s", 'de')).toBe('die ’90s')
  expect(typed('🎉"x"')).toBe('🎉“x”')
})

test.each([
  ['a **', 'b**'],
  ['', '`code`'],
  ['x ', 'a -- '],
  ['', 'a... '],
  ['x', ' **two** '],
])('after %j no letter of %j is lost when it comes in at once', (before, text) => {
  const letters = (words: string) => words.replace(/[^a-z]/g, '')
  const editor = editorAt(documentOf('|'), [markdownRules(), typography('en', () => true)])
  editor.type(before)
  for (const piece of [text, text.trim().slice(0, -1), text.trim().slice(-1)]) {
    const stood = letters(editor.state.doc.textContent)
    editor.put(piece)
    expect(letters(editor.state.doc.textContent)).toBe(stood + letters(piece))
  }
})

test('dashes, an ellipsis and an arrow are written as they are printed', () => {
  expect(typed('one -- two')).toBe('one – two')
  expect(typed('one --- two--- three')).toBe('one — two— three')
  expect(typed('and so on... end')).toBe('and so on… end')
  expect(typed('a -> b')).toBe('a → b')
})

test('options, ranges of dots, long arrows and code stay as they are typed', () => {
  for (const text of ['run --help', '-- ', '<--> b', 'a --> b', '`x -> "y"']) expect(typed(text)).toBe(text)
  expect(typed('wait....')).toBe('wait….')
  const code = editorOn('# T\n\n```\n|x\n```', [typography('en', () => true)])
  code.type('"a" -> ... ')
  expect(code.show()).toBe('title(T) code("a" -> ... |x)')
})

test('three dashes at the start of a line are still a dividing line', () => {
  const editor = editorAt(documentOf('|'), [markdownRules(), typography('en', () => true)])
  editor.type('---')
  expect(editor.show()).toBe('title() hr p(|)')
})

test('one Backspace gives back what was typed, and whoever turned it off gets nothing else', () => {
  for (const [text, wanted] of [
    ['"', '"|'],
    ['a...', 'a...|'],
    ['a -- ', 'a -- |'],
    ['x->', 'x->|'],
  ] as const) {
    const editor = editorAt(documentOf('|'), [typography('en', () => true)])
    editor.type(text)
    expect(editor.run(undoInputRule)).toBe(true)
    expect(editor.show()).toBe(`title() p(${wanted})`)
  }
  expect(typed('"a" -- b...', 'en', false)).toBe('"a" -- b...')
})

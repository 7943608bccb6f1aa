import { Plugin } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { advance, type Suggestion } from '../../../web/editor/suggest/suggestion.ts'
import { isGuess } from '../../../web/editor/suggest/triggers.ts'
import { doc, p, pre } from '../../support/build-document.ts'
import { documentOf, find, sharedEditor } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

const watch = () =>
  new Plugin<Suggestion | undefined>({
    state: { init: () => undefined, apply: (tr, open) => advance(tr, open) },
  })

function typed(text: string, start = documentOf('|')) {
  const plugin = watch()
  const editor = editorAt(start, [plugin])
  editor.type(text)
  return { editor, open: () => plugin.getState(editor.state) }
}

test('a slash at the start of a line or after a space asks what to insert, and the query is what follows', () => {
  expect(typed('/').open()).toMatchObject({ trigger: 'insert', query: '' })
  expect(typed('/hea').open()).toMatchObject({ trigger: 'insert', query: 'hea' })
  expect(typed('words /task list').open()).toMatchObject({ query: 'task list' })
  expect(typed('(/').open()).toMatchObject({ query: '' })
})

test('a slash in a word, an address, a fraction or code is a slash', () => {
  for (const text of ['and/', 'https://', '1/2', '`a /', '//'])
    expect(typed(text).open(), text).toBeUndefined()
  expect(typed('/', doc(pre('|'))).open()).toBeUndefined()
  const code = schema.text('co|de', [schema.marks.code.create()])
  expect(typed('x /', doc(p(code))).open()).toBeUndefined()
})

test('nothing is asked in the title', () => {
  const plugin = watch()
  const editor = editorOn('# |\n\nx', [plugin])
  editor.type('/')
  expect(plugin.getState(editor.state)).toBeUndefined()
})

test('a space right after the slash, a long text and a deleted slash end the query', () => {
  expect(typed('/ ').open()).toBeUndefined()
  expect(typed(`/${'x'.repeat(41)}`).open()).toBeUndefined()
  const { editor, open } = typed('a /he')
  editor.dispatch(editor.state.tr.delete(find(editor.state.doc, '/'), find(editor.state.doc, '/') + 1))
  expect(open()).toBeUndefined()
})

test('a slash that was pasted or comes from somebody else opens nothing', () => {
  const plugin = watch()
  const pasted = editorAt(documentOf('|'), [plugin])
  pasted.dispatch(pasted.state.tr.insertText('/').setMeta('uiEvent', 'paste'))
  expect(plugin.getState(pasted.state)).toBeUndefined()

  const ann = sharedEditor(documentOf('word'), [plugin])
  ann.select(find(ann.doc, 'word'))
  ann.foreign((tr) => tr.insert(find(tr.doc, 'word'), schema.text('/')))
  expect(plugin.getState(ann.state)).toBeUndefined()
})

test('the query follows what others write before it, right before it and behind it', () => {
  const plugin = watch()
  const ann = sharedEditor(documentOf('one two'), [plugin])
  const end = find(ann.doc, 'one two') + 'one two'.length
  ann.select(end)
  for (const letter of ' /he') ann.change((tr) => tr.insertText(letter))
  const sign = () => find(ann.doc, '/')
  const asked = () => plugin.getState(ann.state)
  expect(asked()).toEqual({ trigger: 'insert', from: sign(), to: sign() + 3, query: 'he' })

  ann.foreign((tr) => tr.insert(find(tr.doc, 'one'), schema.text('zero ')))
  expect(asked()).toEqual({ trigger: 'insert', from: sign(), to: sign() + 3, query: 'he' })
  ann.confirm()
  ann.foreign((tr) => tr.insert(find(tr.doc, '/'), schema.text('three ')))
  expect(asked()).toEqual({ trigger: 'insert', from: sign(), to: sign() + 3, query: 'he' })
  ann.foreign((tr) => tr.insert(find(tr.doc, '/he') + 3, schema.text(' four')))
  expect(asked()).toEqual({ trigger: 'insert', from: sign(), to: sign() + 3, query: 'he' })
  ann.change((tr) => tr.insertText('a'))
  expect(asked()).toMatchObject({ query: 'hea' })
  ann.foreign((tr) => tr.delete(find(tr.doc, '/'), find(tr.doc, '/') + 1))
  expect(asked()).toBeUndefined()
})

test('an at sign asks for people, two brackets for documents; in a word or an address they are signs', () => {
  expect(typed('ask @an').open()).toMatchObject({ trigger: 'mention', query: 'an' })
  expect(typed('@Ann Smi').open()).toMatchObject({ trigger: 'mention', query: 'Ann Smi' })
  expect(typed('see [[pla').open()).toMatchObject({ trigger: 'document', query: 'pla' })
  for (const text of ['ann@', 'a[[', '[', '[[plan]]']) expect(typed(text).open(), text).toBeUndefined()
})

test('behind other words Enter takes no guess at what a slash or a colon may have meant for itself', () => {
  const insert = (query: string) => ({ trigger: 'insert', query }) as const
  for (const [before, query] of [
    ['yes ', 'no'],
    ['100 km ', 'h'],
    ['x ', 'day'],
    ['5 € ', 'm'],
    ['yes ', ''],
  ] as const)
    expect(isGuess(insert(query), before, ['Heading 1'])).toBe(true)
  expect(isGuess({ trigger: 'emoji', query: 'ok' }, 'time ', [])).toBe(true)
  expect(isGuess({ trigger: 'emoji', query: 'tada' }, 'party ', ['tada'])).toBe(false)
  expect(isGuess(insert('Heading 1'), 'x ', ['Überschrift 1', 'heading 1'])).toBe(false)
  expect(isGuess(insert('h'), ' ', ['Heading 1'])).toBe(false)
  expect(isGuess({ trigger: 'mention', query: 'an' }, 'ask ', [])).toBe(false)
})

import { ReplaceStep } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { enter, modEnter } from '../../../web/editor/enter.ts'
import { doc, li, ol, p, quote } from '../../support/build-document.ts'
import { documentOf } from './shared-editor.ts'
import { editorAt, editorOn } from './typing.ts'

const cases: readonly (readonly [string, string, string])[] = [
  ['at the end of a paragraph adds one after it', '# T\n\none|\n\ntwo', 'title(T) p(one) p(|) p(two)'],
  ['at the start of a heading adds a paragraph above it', '# T\n\n## |one', 'title(T) p() h2(|one)'],
  ['within a paragraph splits it', '# T\n\non|e', 'title(T) p(on) p(|e)'],
  ['at the end of a heading goes on with a paragraph', '# T\n\n## one|', 'title(T) h2(one) p(|)'],
  [
    'at the end of an item adds an item',
    '# T\n\n- one|\n- two',
    'title(T) ul(li(p(one)) li(p(|)) li(p(two)))',
  ],
  ['within an item splits it', '# T\n\n- o|ne', 'title(T) ul(li(p(o)) li(p(|ne)))'],
  [
    'after a parent item adds a first child',
    '# T\n\n- one|\n  - two',
    'title(T) ul(li(p(one) ul(li(p(|)) li(p(two)))))',
  ],
  [
    'at the end of a done task adds one that is not',
    '# T\n\n- [x] one|',
    'title(T) tasks(task+(p(one)) task(p(|)))',
  ],
  [
    'before a done task adds one above it that is not',
    '# T\n\n- [x] |one',
    'title(T) tasks(task(p()) task+(p(|one)))',
  ],
  [
    'before an item with others in it keeps them together',
    '# T\n\n- |one\n  - two',
    'title(T) ul(li(p()) li(p(|one) ul(li(p(two)))))',
  ],
  [
    'within a done task splits off one that is not',
    '# T\n\n- [x] o|ne',
    'title(T) tasks(task+(p(o)) task(p(|ne)))',
  ],
  ['in the title goes below it', '# T|itle\n\none', 'title(Title) p(|) p(one)'],
  ['in code is a line', '# T\n\n```\none|\n```', 'title(T) code(one\n|)'],
  ['in a quote adds a paragraph to it', '# T\n\n> one|', 'title(T) quote(p(one) p(|))'],
  ['on three backticks and a language begins code', '# T\n\nx|', 'title(T) p(x) p(|)'],
]

for (const [what, before, after] of cases) {
  test(`Enter ${what}`, () => {
    const editor = editorOn(before)
    editor.run(enter)
    expect(editor.show()).toBe(after)
    editor.state.doc.check()
  })
}

test('on an empty line in the midst of a quote leaves it', () => {
  const editor = editorAt(doc(quote(p('a'), p('|'), p('b'))))
  editor.run(enter)
  expect(editor.show()).toBe('title() quote(p(a)) p(|) quote(p(b))')
})

test('Enter at the end of a block is one pure insertion, so that it carries nobody’s words away', () => {
  for (const markdown of ['# T\n\none|', '# T\n\n- one|', '# T\n\n- [ ] one|', '# T\n\n> one|']) {
    const editor = editorOn(markdown)
    editor.run(enter)
    expect(editor.steps).toHaveLength(1)
    const [step] = editor.steps
    if (!(step instanceof ReplaceStep)) throw new Error('not a replacement')
    expect([step.to - step.from, step.slice.openStart, step.slice.openEnd]).toEqual([0, 0, 0])
  }
})

test('Enter in the title of a new document moves to the empty line that is there', () => {
  const editor = editorAt(documentOf(''))
  editor.run(enter)
  expect(editor.show()).toBe('title() p(|)')
  expect(editor.steps).toHaveLength(0)
})

test('Enter twice leaves a list, three times a code block', () => {
  const list = editorOn('# T\n\n- one|')
  list.run(enter)
  list.run(enter)
  expect(list.show()).toBe('title(T) ul(li(p(one))) p(|)')
  const code = editorOn('# T\n\n```js\none|\n```')
  for (let i = 0; i < 3; i++) code.run(enter)
  expect(code.show()).toBe('title(T) codejs(one) p(|)')
})

test('Enter after three backticks and a language begins a code block', () => {
  const editor = editorAt(documentOf('```ts|'))
  editor.run(enter)
  expect(editor.show()).toBe('title() codets(|)')
})

test('Mod-Enter ticks a task by its attribute alone, and leaves code', () => {
  const task = editorOn('# T\n\n- [ ] one|')
  task.run(modEnter)
  expect(task.show()).toBe('title(T) tasks(task+(p(one|)))')
  expect(task.steps.map((step) => step.toJSON().stepType)).toEqual(['attr'])
  const code = editorOn('# T\n\n```\none|\n```')
  code.run(modEnter)
  expect(code.show()).toBe('title(T) code(one) p(|)')
})

test('stored marks go on into the paragraph that Enter adds', () => {
  const editor = editorOn('# T\n\n**bold|**')
  editor.run(enter)
  expect(editor.state.storedMarks?.map((mark) => mark.type)).toEqual([schema.marks.strong])
})

test('Enter on an empty item within a numbered list leaves the list, and the numbers go on below', () => {
  const editor = editorAt(doc(ol(3, li(p('a')), li(p('|')), li(p('b')))))
  editor.run(enter)
  expect(editor.show()).toBe('title() ol(li(p(a))) p(|) ol(li(p(b)))')
  expect(editor.state.doc.children.map((node) => node.attrs['order'])).toEqual([undefined, 3, undefined, 4])
})

import { AllSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { type BlockKind, blockKindAt, setBlock } from '../../../web/editor/blocks.ts'
import { undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { find, sharedEditor } from './shared-editor.ts'
import { editorOn } from './typing.ts'

const cases: readonly (readonly [BlockKind, string, string])[] = [
  ['heading2', '# T\n\non|e', 'title(T) h2(on|e)'],
  ['code', '# T\n\non|e', 'title(T) code(on|e)'],
  ['text', '# T\n\n```\non|e\n```', 'title(T) p(on|e)'],
  ['bullets', '# T\n\non|e', 'title(T) ul(li(p(on|e)))'],
  ['tasks', '# T\n\non|e', 'title(T) tasks(task(p(on|e)))'],
  ['quote', '# T\n\non|e', 'title(T) quote(p(on|e))'],
  ['quote', '# T\n\n> on|e', 'title(T) p(on|e)'],
  ['bullets', '# T\n\n- on|e', 'title(T) p(on|e)'],
  ['numbers', '# T\n\n- on|e\n- two', 'title(T) ol(li(p(on|e)) li(p(two)))'],
  ['tasks', '# T\n\n- |one\n- two|', 'title(T) tasks(task(p(one)) task(p(two|)))'],
  ['bullets', '# T\n\n- [x] one|', 'title(T) ul(li(p(one|)))'],
  [
    'tasks',
    '# T\n\n- on|e\n  1. two\n- three',
    'title(T) tasks(task(p(on|e) ol(li(p(two)))) task(p(three)))',
  ],
  ['numbers', '# T\n\n- [x] one\n  - [ ] two|', 'title(T) tasks(task+(p(one) ol(li(p(two|)))))'],
  ['text', '# T\n\n- one\n  - two|', 'title(T) ul(li(p(one))) p(two|)'],
  ['text', '# T\n\n> - one|', 'title(T) p(one|)'],
  ['heading1', '# T|\n\none', 'title(T|) p(one)'],
  ['bullets', '# T\n\n1. |one\n\ntwo|', 'title(T) ul(li(p(one)) li(p(two|)))'],
  ['bullets', '# T\n\n- |one\n\ntwo|', 'title(T) ul(li(p(one)) li(p(two|)))'],
  ['numbers', '# T\n\n|one\n\n- two\n- three|', 'title(T) ol(li(p(one)) li(p(two)) li(p(three|)))'],
  ['tasks', '# T\n\n|one\n\n- two\n\nthree|', 'title(T) tasks(task(p(one)) task(p(two)) task(p(three|)))'],
  ['numbers', '# T\n\n- |one\n  - two\n- three|', 'title(T) ol(li(p(one) ol(li(p(two)))) li(p(three|)))'],
  [
    'tasks',
    '# T\n\n- |one\n  1. two\n     - three|',
    'title(T) tasks(task(p(one) tasks(task(p(two) tasks(task(p(three|)))))))',
  ],
  [
    'bullets',
    '# T\n\n- |one\n\n> two\n\nthree|',
    'title(T) ul(li(p(one))) quote(ul(li(p(two)))) ul(li(p(three|)))',
  ],
  ['bullets', '# T\n\n- |one\n  - two\n- three|', 'title(T) p(one) p(two) p(three|)'],
  ['text', '# T\n\n- |one\n  - two\n- three|\n- four', 'title(T) p(one) p(two) p(three|) ul(li(p(four)))'],
  ['text', '# T\n\n|one\n\n- two\n  - [x] three\n\nfour|', 'title(T) p(one) p(two) p(three) p(four|)'],
  ['bullets', '# T\n\n|one\n\n---\n\ntwo|', 'title(T) ul(li(p(one))) hr ul(li(p(two|)))'],
  ['bullets', '# T|\n\none', 'title(T|) p(one)'],
]

for (const [kind, before, after] of cases) {
  test(`${kind} turns ${JSON.stringify(before)} into ${after}`, () => {
    const editor = editorOn(before)
    editor.run(setBlock(kind))
    expect(editor.show()).toBe(after)
    editor.state.doc.check()
  })
}

test('a block with a picture in it does not become code, which would lose it', () => {
  const line = '![b](https://example.org/b.png) c'
  const key = editorOn(`# T\n\na|\n\n${line}`)
  key.dispatch(key.state.tr.setSelection(new AllSelection(key.state.doc)))
  key.run(setBlock('code'))
  expect(key.state.doc.children.map(String)).toEqual([
    'title("T")',
    'code_block("a")',
    'paragraph(image, " c")',
  ])
})

test('another heading level is a change of the attribute, the block stays itself', () => {
  const editor = editorOn('# T\n\n## o|ne')
  editor.run(setBlock('heading3'))
  expect(editor.show()).toBe('title(T) h3(o|ne)')
  expect(editor.steps.map((step) => step.toJSON().stepType)).toEqual(['attr'])
})

test('the kind of a block is named by what it is, else by the innermost list or quote around it', () => {
  const kindOf = (markdown: string) => blockKindAt(editorOn(markdown).state.selection)
  expect(kindOf('# T|\n\none')).toBeUndefined()
  expect(kindOf('# T\n\none|')).toBe('text')
  expect(kindOf('# T\n\n### one|')).toBe('heading3')
  expect(kindOf('# T\n\n> - one|')).toBe('bullets')
  expect(kindOf('# T\n\n> one|')).toBe('quote')
})

test('a list of another kind keeps what somebody else writes in it meanwhile, and is one undo', () => {
  const start = editorOn('# T\n\n- one\n- two\n- three').state.doc
  const editor = sharedEditor(start, [undoHistory()])
  editor.select(find(editor.doc, 'two'))
  editor.run(setBlock('tasks'))
  editor.foreign((tr) => tr.insert(find(tr.doc, 'three'), schema.text('x')))
  expect(editor.doc.child(1).type.name).toBe('task_list')
  expect(editor.doc.child(1).childCount).toBe(3)
  expect(editor.doc.textContent).toBe('Tonetwoxthree')
  editor.run(undo)
  expect(editor.doc.child(1).type.name).toBe('bullet_list')
  expect(editor.doc.child(1).childCount).toBe(3)
})

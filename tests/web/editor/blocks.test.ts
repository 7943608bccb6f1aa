import { expect, test } from 'vitest'
import { type BlockKind, blockKindAt, setBlock } from '../../../web/editor/blocks.ts'
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
  ['text', '# T\n\n- one\n  - two|', 'title(T) ul(li(p(one))) p(two|)'],
  ['text', '# T\n\n> - one|', 'title(T) p(one|)'],
  ['heading1', '# T|\n\none', 'title(T|) p(one)'],
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

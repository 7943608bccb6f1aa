import { Fragment, Slice } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { readSteps } from '../../../document/commit/sound-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { redo, undo, undoDepths, undoHistory } from '../../../web/editor/undo/history.ts'
import { documentOf, find, sharedEditor } from './shared-editor.ts'

function anEditor(...paragraphs: string[]) {
  const editor = sharedEditor(documentOf(...paragraphs), [undoHistory()])
  return {
    editor,
    type(text: string, at: number) {
      for (const [i, character] of [...text].entries())
        editor.change((tr) => tr.insertText(character, at + i))
    },
    text: () => editor.doc.textBetween(0, editor.doc.content.size, '|').slice(1),
  }
}

function blocks(...texts: string[]): Slice {
  return new Slice(
    Fragment.from(texts.map((text) => schema.nodes.paragraph.create(null, schema.text(text)))),
    0,
    0,
  )
}

test('undo takes back one stretch of typing, redo brings it back', () => {
  const { editor, type, text } = anEditor('start')
  type(' one', 8)
  editor.pause()
  type(' two', 12)
  editor.run(undo)
  expect(text()).toBe('start one')
  editor.run(undo)
  expect(text()).toBe('start')
  expect(undoDepths(editor.state)).toEqual({ undo: 0, redo: 2 })
  editor.run(redo)
  editor.run(redo)
  expect(text()).toBe('start one two')
})

for (const when of ['pending', 'confirmed'] as const) {
  test(`undo of ${when} typing leaves what another wrote inside it, and redo writes around that`, () => {
    const { editor, type, text } = anEditor('')
    type('hello', 3)
    if (when === 'confirmed') {
      editor.confirm()
      editor.foreign((tr) => tr.insert(5, schema.text('XX')))
      expect(text()).toBe('heXXllo')
    } else {
      // What is pending is unknown to others, so they can only write beside it.
      editor.foreign((tr) => tr.insert(3, schema.text('XX')))
      expect(text()).toBe('helloXX')
    }
    const together = text()
    editor.run(undo)
    expect(text()).toBe('XX')
    editor.foreign((tr) => tr.insert(tr.doc.content.size - 1, schema.text('Y')))
    editor.run(redo)
    expect(text()).toBe(`${together}Y`)
    editor.run(undo)
    expect(text()).toBe('XXY')
  })
}

test('what was undone while it was pending can be redone and undone again after others wrote beside it', () => {
  const { editor, type, text } = anEditor('start')
  type(' one', 8)
  editor.pause()
  editor.change((tr) => tr.delete(4, 6))
  editor.run(undo)
  editor.foreign((tr) => tr.insert(3, schema.text('XX')))
  editor.run(undo)
  editor.foreign((tr) => tr.insert(4, schema.text('Y')))
  expect(text()).toBe('XYXstart')
  editor.run(redo)
  expect(text()).toBe('XYXstart one')
  editor.run(redo)
  expect(text()).toBe('XYXsrt one')
  editor.run(undo)
  editor.run(undo)
  expect(text()).toBe('XYXstart')
})

test('undo of a pasted paragraph in which another wrote keeps the paragraph with their words only', () => {
  const { editor, text } = anEditor('before')
  editor.change((tr) => tr.replace(10, 10, blocks('first', 'second', 'third')))
  editor.confirm()
  editor.foreign((tr) => tr.insert(find(tr.doc, 'cond'), schema.text('XX')))
  editor.run(undo)
  expect(text()).toBe('before|XX')
  editor.run(redo)
  expect(text()).toBe('before|first|seXXcond|third')
})

test('text of another that I deleted and brought back survives undoing what stands around it', () => {
  const { editor, type, text } = anEditor('')
  type('hello', 3)
  editor.confirm()
  editor.foreign((tr) => tr.insert(5, schema.text('XX')))
  editor.pause()
  editor.change((tr) => tr.delete(3, 10))
  expect(text()).toBe('')
  editor.run(undo)
  expect(text()).toBe('heXXllo')
  editor.run(undo)
  expect(text()).toBe('XX')
})

test('undo of typing over a selection puts the old text back and keeps what another wrote inside mine', () => {
  const { editor, text } = anEditor('an old word')
  editor.change((tr) => tr.insertText('fresh', find(tr.doc, 'old'), find(tr.doc, 'old') + 3))
  editor.confirm()
  editor.foreign((tr) => tr.insert(find(tr.doc, 'esh'), schema.text('XX')))
  editor.run(undo)
  expect(text()).toMatch(/^an (oldXX|XXold) word$/)
  editor.run(redo)
  expect(text()).toBe('an frXXesh word')
})

test('what another deleted of mine does not come back by undo, and an event with nothing left is passed over', () => {
  const { editor, type, text } = anEditor('')
  type('one', 3)
  editor.pause()
  type(' two', 6)
  editor.confirm()
  editor.foreign((tr) => tr.delete(6, 10))
  editor.run(undo)
  expect(text()).toBe('')
})

test('undo works on a steady count of pending steps through rebases', () => {
  const { editor, type, text } = anEditor('')
  type('abc', 3)
  editor.run(undo)
  editor.foreign((tr) => tr.insert(3, schema.text('X')))
  editor.run(redo)
  editor.foreign((tr) => tr.insert(4, schema.text('Y')))
  expect(text()).toBe('abcXY')
  editor.confirm(4)
  editor.foreign((tr) => tr.insert(tr.doc.content.size - 1, schema.text('Z')))
  editor.run(undo)
  expect(text()).toBe('XYZ')
})

test('undo restores a deletion as it came to be, with what another wrote there before it reached the log', () => {
  const { editor, text } = anEditor('keep drop')
  editor.change((tr) => tr.delete(7, 12))
  editor.foreign((tr) => tr.insert(10, schema.text('X')))
  expect(text()).toBe('keep')
  editor.run(undo)
  expect(text()).toBe('keep drXop')
})

test('an undo is made of steps the log takes, also of a link that was put over another one', () => {
  const { editor, text } = anEditor('two links')
  const link = (href: string) => schema.marks.link.create({ href })
  const linksOf = () => JSON.stringify(editor.doc.toJSON()).match(/https:[^"]+/g)
  editor.change((tr) => tr.addMark(3, 12, link('https://one.example')))
  editor.pause()
  editor.change((tr) => tr.addMark(7, 12, link('https://two.example')))
  editor.run(undo)
  expect(linksOf()).toEqual(['https://one.example'])
  editor.run(redo)
  expect(linksOf()).toEqual(['https://one.example', 'https://two.example'])
  editor.run(undo)
  editor.run(undo)
  expect([linksOf(), text()]).toEqual([null, 'two links'])
  const { kind } = readSteps(editor.pending.map(({ step }) => step.toJSON()))
  expect(kind).toBe('steps')
})

test('a line that I removed comes back below what another wrote at the end of the line above it', () => {
  for (const ranges of [
    [[6, 11]],
    [
      [8, 11],
      [6, 8],
    ],
  ]) {
    const { editor, text } = anEditor('one', 'two', 'three')
    for (const [from, to] of ranges) editor.change((tr) => tr.delete(from ?? 0, to ?? 0))
    editor.confirm()
    expect(text()).toBe('one|three')
    editor.foreign((tr) => tr.insert(find(tr.doc, 'one') + 3, schema.text(' BBB')))
    while (undoDepths(editor.state).undo > 0) editor.run(undo)
    expect(text()).toBe('one BBB|two|three')
    editor.doc.check()
    while (undoDepths(editor.state).redo > 0) editor.run(redo)
    expect(text()).toBe('one BBB|three')
    while (undoDepths(editor.state).undo > 0) editor.run(undo)
    expect(text()).toBe('one BBB|two|three')
  }
})

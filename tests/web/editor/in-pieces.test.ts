import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { ReplaceStep } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { isWellFormed } from '../../../document/schema/attributes.ts'
import { schema } from '../../../document/schema/schema.ts'
import { inPieces, PIECE } from '../../../web/editor/in-pieces.ts'
import { plainSlice } from '../../../web/editor/paste.ts'
import { undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { createRandom } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'
import { editorOn } from './typing.ts'

const { nodes } = schema

/** What people paste: many lines, one endless line, both, lists, code, with astral characters at every border. */
const PASTES: Record<string, (random: () => number) => Slice> = {
  lines: () => plain(Array.from({ length: 3_000 }, (_, i) => `line ${i} of a long text`).join('\n')),
  'one line': () => plain('😀x'.repeat(50_000)),
  'long lines': (random) =>
    plain(Array.from({ length: 12 }, () => 'y😀'.repeat(Math.floor(random() * 30_000) + 1)).join('\n')),
  blocks: (random) => new Slice(Fragment.from(Array.from({ length: 40 }, () => aBlock(random))), 0, 0),
  'open blocks': (random) =>
    new Slice(Fragment.from(Array.from({ length: 40 }, () => aParagraph(random))), 1, 1),
}

test.each(Object.keys(PASTES))('a large paste of %s becomes pieces of the same document', (name) => {
  for (const seed of seedsToTry(6)) {
    const random = createRandom(seed).next
    const editor = editorOn('before |and| after\n\n- item')
    const { state } = editor
    const whole = state.tr.replaceSelection(PASTES[name]?.(random) ?? Slice.empty).setMeta('paste', true)
    const cut = inPieces(state, whole)
    expect(cut.steps.length, again(seed)).toBeGreaterThan(1)
    expect(cut.doc.eq(whole.doc), again(seed)).toBe(true)
    expect(cut.selection.toJSON()).toEqual(whole.selection.toJSON())
    expect(cut.getMeta('paste')).toBe(true)
    for (const step of cut.steps as ReplaceStep[]) {
      expect(step.slice.size, again(seed)).toBeLessThanOrEqual(2 * PIECE + 4)
      expect(isWellFormed(step.slice.content.textBetween(0, step.slice.content.size))).toBe(true)
    }
    editor.dispatch(cut)
    editor.state.doc.check()
  }
})

test('what is small, or counts its steps, stays as it is', () => {
  const editor = editorOn('one|', [undoHistory()])
  const small = editor.state.tr.insertText('two')
  expect(inPieces(editor.state, small)).toBe(small)

  editor.dispatch(inPieces(editor.state, editor.state.tr.insertText('x'.repeat(3 * PIECE))))
  editor.run((state, dispatch) => undo(state, (tr) => dispatch?.(tr)))
  expect(editor.show()).toContain('p(one|)')
  editor.dispatch(editor.state.tr.insertText('x'.repeat(PIECE)))
  editor.dispatch(editor.state.tr.delete(0, editor.state.doc.content.size))
  undo(editor.state, (tr) => expect(inPieces(editor.state, tr)).toBe(tr))
})

function plain(text: string): Slice {
  const { state } = editorOn('|')
  return plainSlice(text, state.selection.$from)
}

function aParagraph(random: () => number): Node {
  return nodes.paragraph.create(null, schema.text('w'.repeat(Math.floor(random() * 5_000) + 1)))
}

function aBlock(random: () => number): Node {
  const kind = random()
  if (kind < 0.2) return nodes.horizontal_rule.create()
  if (kind < 0.4) return nodes.code_block.create(null, schema.text('c😀'.repeat(20_000)))
  if (kind < 0.6) return nodes.bullet_list.create(null, [nodes.list_item.create(null, aParagraph(random))])
  return aParagraph(random)
}

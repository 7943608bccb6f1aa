import type { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { schema } from '../../../document/schema/schema.ts'
import { redo, undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { again, seedsToTry } from '../../support/seeds.ts'
import { documentOf, sharedEditor } from './shared-editor.ts'

/** A small generator with a seed, so that a failure can be repeated: mulberry32. */
function random(seed: number): (below: number) => number {
  let a = seed
  return (below) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

function foreignLetters(text: string): string {
  return text.replace(/[^A-Z]/g, '')
}

/** Moves one to three of the paragraphs, or does nothing. */
function moveSomething<T extends Transform>(tr: T, pick: (below: number) => number): T {
  const edges: number[] = []
  tr.doc.forEach((_child, offset, index) => {
    if (index > 0) edges.push(offset)
  })
  edges.push(tr.doc.content.size)
  const first = pick(edges.length - 1)
  const [from, to, at] = [edges[first], edges[first + 1 + pick(3)], edges[pick(edges.length)]]
  if (from !== undefined && to !== undefined && at !== undefined && (at <= from || at >= to)) {
    tr.step(new MoveStep(from, to, at))
  }
  return tr
}

test('I13 undo never removes a letter of another, whatever came between', () => {
  let undone = 0
  for (const seed of seedsToTry(400)) {
    const pick = random(seed)
    const editor = sharedEditor(documentOf('', ''), [undoHistory()])
    const place = (size: number) => 3 + pick(Math.max(1, size - 3))
    for (let round = 0; round < 60; round++) {
      const { doc } = editor
      const at = place(doc.content.size)
      if (pick(3) === 0) editor.pause()
      switch (pick(10)) {
        case 0:
        case 1:
          if (doc.resolve(at).parent.isTextblock) editor.change((tr) => tr.insertText('abc', at))
          break
        case 2: {
          const to = Math.min(at + pick(6), doc.content.size)
          editor.change((tr) => tr.deleteRange(at, to))
          break
        }
        case 3:
          if (doc.resolve(at).parent.isTextblock) editor.change((tr) => tr.split(at))
          break
        case 4:
        case 5: {
          const there = place(editor.confirmed().content.size)
          const letter = String.fromCharCode(65 + pick(26))
          if (editor.confirmed().resolve(there).parent.inlineContent) {
            editor.foreign((tr) =>
              pick(4) === 0 ? tr.split(there) : tr.insert(there, schema.text(letter + letter)),
            )
          }
          break
        }
        case 6:
          editor.change((tr) => moveSomething(tr, pick))
          break
        case 7:
          editor.foreign((tr) => moveSomething(tr, pick))
          break
        case 8:
          editor.confirm(pick(editor.pending.length + 1))
          break
        default: {
          const before = [...foreignLetters(editor.doc.textContent)].sort()
          const isRedo = pick(3) === 0
          editor.run(isRedo ? redo : undo)
          editor.doc.check()
          if (isRedo) break
          undone++
          const after = [...foreignLetters(editor.doc.textContent)]
          for (const letter of before) {
            const index = after.indexOf(letter)
            expect(index, `round ${round}: ${letter} is gone, ${again(seed)}`).toBeGreaterThanOrEqual(0)
            after.splice(index, 1)
          }
        }
      }
    }
  }
  expect(undone).toBeGreaterThan(1_000)
})

import { Fragment, Slice } from 'prosemirror-model'
import { AddMarkStep, ReplaceAroundStep, ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { rebase, toPending } from '../../../document/commit/rebase.ts'
import { findFault } from '../../../document/schema/document-checks.ts'
import { schema } from '../../../document/schema/schema.ts'
import { blockBorder, placesOf } from '../../laws/random-places.ts'
import { callout, doc, h, li, p, quote, table, td, tr, ul } from '../../support/build-document.ts'
import { createRandom } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const SEEDS = 400

// Without a title's text the first block begins at 2; a paragraph of one letter is three long.
const LINES = doc(p('a'), p('b'), p('c'), p('d'), p('e'))
const [A, B, C, D, E, END] = [2, 5, 8, 11, 14, 17] as const

/** The steps of somebody who saw `LINES`, after `over` was recorded first. */
function after(over: readonly Step[], ...steps: Step[]) {
  const placed = placeSteps(LINES, steps, [over])
  expect(findFault(placed.doc)).toBeUndefined()
  return { text: placed.doc.textBetween(0, placed.doc.content.size, ' ').trim(), dropped: placed.dropped }
}

const type = (letter: string, at: number) =>
  new ReplaceStep(at, at, new Slice(doc(p(letter)).child(1).content, 0, 0))
const remove = (from: number, to: number) => new ReplaceStep(from, to, Slice.empty)

test(`I8 in ${SEEDS} documents a move keeps everything, maps every place to its content, and is taken back exactly`, () => {
  const nested = doc(
    p('ab'),
    ul(li(p('cd')), li(p('ef'), quote(p('gh'), p('ij')))),
    table(tr(td(p('kl')), td(p('mn'))), tr(td(h(2, 'op')), td(p('qr')))),
    p('st'),
  )
  let moved = 0
  for (const seed of seedsToTry(SEEDS)) {
    const random = createRandom(seed)
    const { node, at } = random.pick(placesOf(nested, ({ isBlock, isText }) => isBlock || isText))
    const move = new MoveStep(at, at + node.nodeSize, blockBorder(nested, random))
    const after = tryMove(move, nested)
    if (!after) continue
    moved += 1
    expect(after.content.size).toBe(nested.content.size)
    expect(move.invert().apply(after).doc?.eq(nested), again(seed)).toBe(true)
    const map = move.getMap()
    nested.descendants((child, pos) => {
      if (!child.isText) return
      expect(after.textBetween(map.map(pos, 1), map.map(pos, 1) + 1), again(seed)).toBe(child.text?.[0])
      expect(map.invert().map(map.map(pos, 1), 1)).toBe(pos)
    })
  }
  expect(moved).toBeGreaterThan(SEEDS / 8)
})

function tryMove(move: MoveStep, node: typeof LINES) {
  try {
    return move.apply(node).doc ?? undefined
  } catch {
    return undefined
  }
}

test('C15 two moves of one block leave it once, where the later one put it', () => {
  expect(after([new MoveStep(B, C, END)], new MoveStep(B, C, A)).text).toBe('b a c d e')
  expect(after([new MoveStep(B, C, END)], new MoveStep(B, C, END)).text).toBe('a c d e b')
})

test('C15 blocks that are moved into each other do not vanish: the later move is dropped', () => {
  const two = doc(quote(p('a')), quote(p('b')))
  const [first, second] = [new MoveStep(2, 7, 8), new MoveStep(7, 12, 3)]
  const placed = placeSteps(two, [second], [[first]])
  expect(placed.dropped).toEqual([{ index: 0, reason: 'unfit' }])
  expect(placed.doc.eq(doc(quote(quote(p('a')), p('b'))))).toBe(true)
})

test('C15 what is written in several moved blocks while they move goes along, and a caret with it', () => {
  expect(after([new MoveStep(B, D, END)], type('x', B + 2), type('y', C + 3)).text).toBe('a d e bx cy')
  expect(after([type('x', B + 2)], new MoveStep(B, D, END)).text).toBe('a d e bx c')
})

test('C15 a move of what is gone is dropped and not made up again', () => {
  const { text, dropped } = after([remove(B, C)], new MoveStep(B, C, END))
  expect([text, dropped]).toEqual(['a c d e', [{ index: 0, reason: 'deleted' }]])
})

test('C16 a deletion that a move has torn apart takes nothing from between', () => {
  const torn = after([new MoveStep(D, E, A)], remove(D + 1, E + 1))
  expect([torn.text, torn.dropped]).toEqual(['d a b c e', [{ index: 0, reason: 'unfit' }]])
  const edge = after([new MoveStep(C, D, A)], remove(C, E))
  expect([edge.text, edge.dropped]).toEqual(['c a b d e', [{ index: 0, reason: 'unfit' }]])
  const mark = schema.marks.strong.create()
  expect(after([new MoveStep(D, E, A)], new AddMarkStep(D + 1, E + 2, mark)).dropped).toHaveLength(1)
})

test('C16 a deletion does not take what a move brought into it; what left it is not deleted', () => {
  const into = after([new MoveStep(A, B, D)], remove(C, E))
  expect([into.text, into.dropped]).toEqual(['b c a d e', [{ index: 0, reason: 'unfit' }]])
  const inside = after([new MoveStep(C, D, E)], remove(B, END))
  expect([inside.text, inside.dropped]).toEqual(['a', []])
  const left = after([new MoveStep(C, D, A)], remove(B, E))
  expect([left.text, left.dropped]).toEqual(['c a e', []])
})

test('C16 what a move brought into a marked range is not marked with it', () => {
  const mark = schema.marks.strong.create()
  expect(after([new MoveStep(A, B, D)], new AddMarkStep(C, E, mark)).dropped).toHaveLength(1)
  expect(after([new MoveStep(A, B, END)], new AddMarkStep(C, E, mark)).dropped).toEqual([])
})

test('C16 a deletion does not take what others moved into a block that I had moved into its range', () => {
  // I move b between d and e and delete all three; meanwhile the text of a has moved into b.
  const mine = [new MoveStep(B, C, E), remove(D - 3, END)]
  const { text, dropped } = after([new MoveStep(A + 1, A + 2, B + 1)], ...mine)
  expect([text, dropped]).toEqual(['c d ab e', [{ index: 1, reason: 'unfit' }]])
})

test('C16 what I typed and deleted again stays deleted, whatever others move around it', () => {
  const typed = [type('x', B + 1), type('y', B + 2), remove(B + 1, B + 3)]
  for (const at of [A, D, END]) expect(after([new MoveStep(B, C, at)], ...typed).dropped).toEqual([])
  for (const at of [B, C]) expect(after([new MoveStep(D, E, at)], ...typed).dropped).toEqual([])
  // Text moves to the very place.
  expect(after([new MoveStep(D + 1, D + 2, B + 1)], ...typed)).toEqual({ text: 'a db c  e', dropped: [] })
})

test('C16 what I wrote beside a moved block and marked together is torn with it', () => {
  // My own new letter stands at the end of the block that moves; my deletion reaches from it into the next block.
  const letter = type('x', B + 2)
  const deletion = remove(B + 2, C + 3)
  const { text, dropped } = after([new MoveStep(B, C, END)], letter, deletion)
  expect([text, dropped]).toEqual(['a c d e bx', [{ index: 1, reason: 'unfit' }]])
})

test('I3 a move of mine that finds no place takes what I tore by it along', () => {
  // I move b up and delete from it into a; then it turns out that b was joined to c.
  const mine = [new MoveStep(B, C, A), remove(A + 1, B + 2)]
  const before = new Transform(LINES)
  const pending = mine.map((step) => {
    const was = before.doc
    before.step(step)
    return toPending(step, was)
  })
  const transform = new Transform(before.doc)
  const { dropped } = rebase(transform, pending, [remove(C - 1, C + 1)])
  expect(dropped.map(({ reason }) => reason)).toEqual(['unfit', 'unfit'])
  expect(transform.doc.eq(doc(p('a'), p('bc'), p('d'), p('e')))).toBe(true)
})

test('C15 a block that somebody wrapped meanwhile moves with what is around it', () => {
  const wrapped = new Transform(LINES)
  const range = wrapped.doc.resolve(B + 1).blockRange()
  if (range) wrapped.wrap(range, [{ type: schema.nodes.bullet_list }, { type: schema.nodes.list_item }])
  const placed = placeSteps(LINES, [new MoveStep(B, C, END)], [wrapped.steps])
  expect(placed.doc.eq(doc(p('a'), p('c'), p('d'), p('e'), ul(li(p('b')))))).toBe(true)
})

test('C16 what I keep of a block that I moved is kept when others took the block apart meanwhile', () => {
  const start = doc(callout('note', p('x')), p('c'), p('d'))
  const takenApart = new ReplaceAroundStep(2, 10, 3, 6, Slice.empty, 0)
  const mine = [new MoveStep(2, 7, 13), new ReplaceAroundStep(5, 13, 9, 12, Slice.empty, 0)]
  const placed = placeSteps(start, mine, [[takenApart]])
  expect(placed.doc.textContent).toContain('x')
  expect(placed.dropped).toEqual([{ index: 1, reason: 'unfit' }])
})

test('C16 what others moved into a block that I wrapped meanwhile is not deleted with its end', () => {
  const start = doc(p('a'), p('b'))
  const mine = new Transform(start)
  mine.insert(7, schema.text('X'))
  const range = mine.doc.resolve(6).blockRange()
  if (range) mine.wrap(range, [{ type: schema.nodes.bullet_list }, { type: schema.nodes.list_item }])
  const end = mine.doc.content.size
  mine.step(new ReplaceStep(9, end, new Slice(Fragment.from(ul(li(p('Z')))), 3, 0)))
  const placed = placeSteps(start, mine.steps, [[new MoveStep(3, 4, 7)]])
  expect(placed.doc.textContent).toContain('a')
  expect(placed.dropped).toEqual([{ index: 2, reason: 'unfit' }])
})

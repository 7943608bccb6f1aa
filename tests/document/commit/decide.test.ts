import { Fragment, type Node, Slice } from 'prosemirror-model'
import { AddMarkStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MAX_COMMIT_WORK } from '../../../document/commit/begin-at-base.ts'
import { type Decision, decide } from '../../../document/commit/decide.ts'
import { fold } from '../../../document/commit/fold.ts'
import { OpenDocument } from '../../../document/commit/open-document.ts'
import { readSteps } from '../../../document/commit/sound-step.ts'
import { countSteps, encodeSteps } from '../../../document/commit/wire-steps.ts'
import { MAX_STEPS } from '../../../document/protocol/limits.ts'
import { findFault } from '../../../document/schema/document-checks.ts'
import {
  isTooLarge,
  MAX_ATTRIBUTE_SIZE,
  MAX_DOCUMENT_NODES,
  weigh,
} from '../../../document/schema/document-weight.ts'
import { schema } from '../../../document/schema/schema.ts'
import { MAX_TABLE_SLOTS, measureTable } from '../../../document/schema/table-slots.ts'
import { doc, img, p, quote, table, td, title, tr } from '../../support/build-document.ts'

const PAST = { epoch: 'epoch', schema: '3' }

/** What becomes of steps on `base` when `since` is recorded there already. */
function decided(base: Node, steps: readonly Step[], since: readonly (readonly Step[])[] = []): Decision {
  const head = since.reduce((before, over) => fold(before, over), base)
  return decide(
    { ...PAST, seq: since.length },
    { ...PAST, base: 0, steps },
    { chain: 'chain', doc: base, head, commits: since },
  )
}

const insertion = (at: number, ...content: Node[]): Step =>
  new ReplaceStep(at, at, new Slice(Fragment.fromArray(content), 0, 0))
const letter = (at: number): Step => insertion(at, schema.text('x'))
const letters = (at: number, count: number): Step[] => Array.from({ length: count }, (_, i) => letter(at + i))
const places = (from: number, apart: number, count: number): Step[] =>
  Array.from({ length: count }, (_, i) => letter(from + i * (apart + 1)))

/** Not a sound document any more: as one was recorded when there were no such limits. */
const older = (...content: Node[]): Node => schema.nodes.doc.create(null, [title(''), ...content])

const WIDE = doc(...Array.from({ length: 50_000 }, () => p()))
const NESTED = doc(quote(...Array.from({ length: 50_000 }, () => p('a'))))

test('C4 five thousand letters typed in a row are one insertion, however many blocks stand beside them', () => {
  const decision = decided(WIDE, letters(50_001, MAX_STEPS))
  expect(decision).toMatchObject({ kind: 'placed', dropped: [] })
  expect(decision.kind === 'placed' && decision.steps.length).toBe(MAX_STEPS)
  expect(decision.kind === 'placed' && decision.doc.textContent).toBe('x'.repeat(MAX_STEPS))
})

test('C4 five thousand letters at as many places of a long document are taken', () => {
  expect(decided(WIDE, places(3, 2, MAX_STEPS))).toMatchObject({ kind: 'placed', dropped: [] })
})

test('C4 steps that would copy too much are too many, and fewer of them are taken', () => {
  const steps = places(4, 3, MAX_STEPS)
  expect(decided(NESTED, steps)).toEqual({ kind: 'refused', code: 'too-many-steps' })
  expect(decided(NESTED, steps.slice(0, 50))).toMatchObject({ kind: 'placed' })
  const marks = Array.from({ length: 500 }, () => new AddMarkStep(2, 100_000, schema.marks.strong.create()))
  expect(decided(WIDE, marks)).toEqual({ kind: 'refused', code: 'too-many-steps' })
})

test('C4 marks weigh as much as what they mark, and cuts as much as the text they cut', () => {
  const marks = Array.from({ length: 30 }, () => new AddMarkStep(2, 100_000, schema.marks.strong.create()))
  expect(decided(WIDE, marks)).toEqual({ kind: 'refused', code: 'too-many-steps' })
  expect(decided(WIDE, marks.slice(0, 1))).toMatchObject({ kind: 'placed' })
  const long = doc(p('a'.repeat(1_000_000)))
  const cuts = Array.from({ length: 500 }, (_, i) => new ReplaceStep(3 + i, 4 + i, Slice.empty))
  expect(decided(long, cuts)).toEqual({ kind: 'refused', code: 'too-many-steps' })
  expect(decided(long, cuts.slice(0, 20))).toMatchObject({ kind: 'placed' })
})

test('C4 a single step is taken, whatever it copies', () => {
  expect(decided(NESTED, [letter(50_002)])).toMatchObject({ kind: 'placed' })
  const open = new OpenDocument(NESTED, MAX_COMMIT_WORK)
  open.apply(letter(50_002))
  expect(open.work).toBeLessThan(MAX_COMMIT_WORK / 20)
})

test('C12 a commit whose steps would have to be taken past too many others is stale; at the head it is taken', () => {
  const steps = places(3, 2, MAX_STEPS)
  expect(decided(WIDE, steps, [[letter(3)]])).toEqual({ kind: 'refused', code: 'stale' })
  expect(decided(WIDE, steps.slice(0, 500), [[letter(3)]])).toMatchObject({ kind: 'placed', dropped: [] })
  expect(decided(NESTED, places(4, 3, 20), Array(20).fill([letter(4)]))).toEqual({
    kind: 'refused',
    code: 'stale',
  })
})

test('C12 letters that others typed by the thousand are passed over as one insertion', () => {
  const decision = decided(WIDE, [letter(3)], [letters(3, 5_000), letters(20_001, 5_000)])
  expect(decision).toMatchObject({ kind: 'placed', dropped: [] })
})

const PICTURE = `data:image/png;base64,${'A'.repeat(130_000)}`
const picture = (): Node => img(PICTURE)

test('C4 what a document holds beside its text has a limit; a merge drops what passes it', () => {
  const count = Math.floor(MAX_ATTRIBUTE_SIZE / PICTURE.length)
  const full = doc(p('a', ...Array.from({ length: count }, picture)))
  expect(isTooLarge(full)).toBe(false)
  expect(decided(full, [insertion(4, picture())])).toEqual({ kind: 'refused', code: 'document-too-large' })
  const room = doc(p('a', ...Array.from({ length: count - 1 }, picture)))
  const merged = decided(room, [letter(3), insertion(4, picture())], [[insertion(4, picture())]])
  expect(merged).toMatchObject({ kind: 'placed', dropped: [{ index: 1, reason: 'limit' }] })
})

test('C4 the number of nodes has a limit; one that was larger before may become smaller, and not larger', () => {
  const large = older(...Array.from({ length: MAX_DOCUMENT_NODES + 10 }, () => p()))
  expect(isTooLarge(large)).toBe(true)
  expect(decided(large, [insertion(2, p())])).toEqual({ kind: 'refused', code: 'document-too-large' })
  expect(decided(large, [new ReplaceStep(2, 4, Slice.empty)])).toMatchObject({ kind: 'placed' })
})

const wideCell = (): Node => schema.nodes.table_cell.create({ colspan: 100, rowspan: 1_000 }, p())
const tall = (rows: number, cells: number): Node =>
  table(...Array.from({ length: rows }, () => tr(...Array.from({ length: cells }, wideCell))))

test('C2 C4 a table that covers too much is refused, and one from before may be written in and become smaller', () => {
  const row = schema.nodes.table_cell.create({ colspan: 100 }, p())
  const wide = table(tr(...Array.from({ length: MAX_TABLE_SLOTS / 100 }, () => row)))
  expect(measureTable(wide).covered).toBe(MAX_TABLE_SLOTS)
  expect(findFault(doc(wide))).toBeUndefined()
  const reason = expect.stringContaining('a table')
  expect(decided(doc(wide), [insertion(4, row)])).toMatchObject({ code: 'unsound-step', reason })
  expect(decided(doc(p()), [insertion(2, tall(20, 60))])).toMatchObject({ code: 'unsound-step', reason })

  const before = older(tall(20, 60), p('beside'))
  expect(findFault(before)).toEqual(reason)
  expect(decided(before, [letter(6)])).toMatchObject({ kind: 'placed' })
  expect(
    decided(before, [new ReplaceStep(3, 3 + (before.child(1).firstChild?.nodeSize ?? 0), Slice.empty)]),
  ).toMatchObject({
    kind: 'placed',
  })
  expect(decided(before, [insertion(4, wideCell())])).toMatchObject({ code: 'unsound-step', reason })
})

test('C2 what two people add to one table until it covers too much is dropped for who came later', () => {
  const cell = (): Node => schema.nodes.table_cell.create({ colspan: 100 }, p())
  const base = doc(table(tr(...Array.from({ length: MAX_TABLE_SLOTS / 100 - 1 }, cell))))
  const merged = decided(base, [insertion(4, cell())], [[insertion(4, cell())]])
  expect(merged).toMatchObject({ kind: 'placed', dropped: [{ index: 0, reason: 'invalid' }] })
})

test('a table is measured as it is laid out, with what hangs down into the rows below', () => {
  const hanging = schema.nodes.table_cell.create({ colspan: 3, rowspan: 2 }, p())
  expect(measureTable(table(tr(hanging, td(p())), tr(td(p()), td(p())), tr(td(p()))))).toEqual({
    covered: 10,
    area: 15,
  })
})

test('what a document weighs is the same whether all of it is weighed or what has changed', () => {
  const before = doc(p('one', picture()), p('two'), table(tr(td(p('three')))), p())
  weigh(before)
  const steps = [letter(3), insertion(2, p(), p(picture())), new ReplaceStep(2, 4, Slice.empty), letter(3)]
  let at = before
  for (const step of steps) {
    const after = fold(at, [step])
    expect(weigh(after, at)).toEqual(weigh(schema.nodeFromJSON(after.toJSON())))
    at = after
  }
})

test('D5 a recorded step of very many blocks can be read for ever', () => {
  const blocks = Array.from({ length: 200_000 }, () => ({ type: 'paragraph' }))
  const step = { stepType: 'replace', from: 2, to: 4, slice: { content: blocks } }
  const read = readSteps([step])
  if (read.kind === 'unsound') throw new Error(read.reason)
  expect(fold(doc(p()), read.steps).childCount).toBe(200_001)
  const run = encodeSteps(letters(3, 130_000))
  expect(countSteps(run)).toBe(130_000)
  expect(readSteps(run)).toMatchObject({ kind: 'steps' })
})

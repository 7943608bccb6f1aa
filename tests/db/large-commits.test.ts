import { Slice } from 'prosemirror-model'
import { AddMarkStep, ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { beginAtBase } from '../../document/commit/begin-at-base.ts'
import { decide } from '../../document/commit/decide.ts'
import { hashDocument } from '../../document/commit/hash.ts'
import { MoveStep } from '../../document/commit/move-step.ts'
import { encodeSteps, writeSteps } from '../../document/commit/wire-steps.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { doc, p, title } from '../support/build-document.ts'
import { commitsAfter } from '../support/logged-events.ts'
import { createRandom } from '../support/random.ts'
import { randomDocument } from '../support/random-document.ts'
import { ANN, aCommit, aDocumentId, aStore, BOB, typing } from '../support/store.ts'

type TestStore = ReturnType<typeof aStore>

const LARGE = 1_000_000

function aDocument(store: TestStore): DocumentId {
  const id = aDocumentId()
  store.log.create({ id, person: ANN, requestHash: '00'.repeat(9) })
  return id
}

function pasting(count: number): Step {
  const { content } = doc(title(''), ...Array.from({ length: count }, (_, i) => p(`line ${i}`)))
  return new ReplaceStep(4, 4, new Slice(content.cut(2), 0, 0))
}

/** Records it as what came in a request of so many bytes; `order` is told when it has its answer. */
async function recordSized(
  store: TestStore,
  document: DocumentId,
  steps: Step[],
  { bytes, order = [] }: { bytes: number; order?: number[] },
) {
  const isOther = bytes < LARGE
  const more = isOther ? { client: 'client-of-bob' as never } : {}
  const commit = aCommit(store, document, steps, more)
  const requestHash = Buffer.from(commit.id).toString('hex').slice(0, 18).padEnd(18, '0')
  const recorded = await store.log.record({
    ...{ document, commit, requestHash, bytes },
    person: isOther ? BOB : ANN,
  })
  order.push(bytes)
  return recorded
}

test('C8 while large commits are prepared, small ones that came later are recorded', async () => {
  const store = aStore()
  const order: number[] = []
  const large = [1, 2].map(() =>
    recordSized(store, aDocument(store), [pasting(2_000)], { bytes: LARGE, order }),
  )
  const small = [3, 4].map((bytes) =>
    recordSized(store, aDocument(store), [typing('a', 3)], { bytes, order }),
  )
  for (const one of await Promise.all([...large, ...small])) expect(one).toMatchObject({ kind: 'recorded' })
  expect(order).toEqual([3, 4, LARGE, LARGE])
})

test('C8 a large commit is recorded as it would be without being prepared, with the snapshot due', async () => {
  const store = aStore(undefined, { snapshotEvery: { commits: 200, bytes: 2_000 } })
  const [one, other] = [aDocument(store), aDocument(store)]
  await recordSized(store, one, [pasting(2_000)], { bytes: LARGE })
  await recordSized(store, other, [pasting(2_000)], { bytes: 1 })
  const [event] = commitsAfter(store, one)
  const [plain] = commitsAfter(store, other)
  if (!event || !plain) throw new Error('no commit')
  expect(event.steps).toEqual(plain.steps)
  expect(event.hash).toBe(plain.hash)
  expect(event.hash).toBe(hashDocument(store.log.version(one)?.doc ?? emptyDocument()))
})

test('C8 a large commit finds its place among what others wrote while it was prepared', async () => {
  for (let turns = 0; turns < 6; turns++) {
    const store = aStore()
    const id = aDocument(store)
    const large = recordSized(store, id, [pasting(2_000)], { bytes: LARGE })
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve))
    const small = recordSized(store, id, [typing('b', 3)], { bytes: 1 })
    expect(await large).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
    expect(await small).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
    const text = store.log.version(id)?.doc
    expect(text?.childCount).toBe(2_002)
    expect(text?.textContent).toMatch(/^bline 0/)
    expect(store.log.find(id)?.seq).toBe(2)
  }
})

/** A turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('C8 a large commit is recorded soon, however often others write into the same document meanwhile', async () => {
  const store = aStore()
  const id = aDocument(store)
  const order: number[] = []
  const large = recordSized(store, id, [pasting(1_000)], { bytes: LARGE, order })
  const letters: Promise<unknown>[] = []
  while (!order.includes(LARGE)) {
    if (letters.length < 150) letters.push(recordSized(store, id, [typing('b', 3)], { bytes: 1, order }))
    await turn()
  }
  expect(await large).toMatchObject({ kind: 'recorded', answer: { dropped: [] } })
  for (const letter of await Promise.all(letters)) expect(letter).toMatchObject({ kind: 'recorded' })
  const before = order.indexOf(LARGE)
  expect(before).toBeGreaterThan(5)
  expect(order.length - before).toBeGreaterThan(1)
  expect(store.log.version(id)?.doc.childCount).toBe(1_002)
})

test('C8 few bytes that mean much work are prepared as well, and others write meanwhile', async () => {
  const store = aStore()
  const [id, other] = [aDocument(store), aDocument(store)]
  await recordSized(store, id, [pasting(2_000)], { bytes: LARGE })
  const { size } = store.log.version(id)?.doc.content ?? { size: 0 }
  const heavy = [
    [new AddMarkStep(2, size, schema.mark('strong'))],
    Array.from({ length: 300 }, (_, i) => (i % 2 ? new MoveStep(10, 12, 2) : new MoveStep(2, 4, 12))),
  ]
  for (const steps of heavy) {
    const order: number[] = []
    const one = recordSized(store, id, steps, { bytes: 100, order })
    await recordSized(store, other, [typing('b', 3)], { bytes: 1, order })
    expect(await one).toMatchObject({ kind: 'recorded' })
    expect(order).toEqual([1, 100])
  }
})

test('what still is to be prepared when the process ends is recorded', async () => {
  const store = aStore()
  const id = aDocument(store)
  const large = recordSized(store, id, [pasting(2_000)], { bytes: LARGE })
  store.log.flush()
  expect(await large).toMatchObject({ kind: 'recorded' })
})

test('what still is to be prepared when the process ends is recorded in the order in which it came', async () => {
  const store = aStore()
  const id = aDocument(store)
  const all = [1, 2, 3].map(() => recordSized(store, id, [pasting(200)], { bytes: LARGE }))
  store.log.flush()
  const recorded = await Promise.all(all)
  expect(recorded.map((one) => ('answer' in one ? one.answer.seq : one.code))).toEqual([1, 2, 3])
})

test('what was prepared on one version is not taken for another', () => {
  const steps = [typing('x', 3)]
  const [one, other] = [doc(title(''), p('one')), doc(title(''), p('other'))]
  const since = (base: typeof one) => ({ chain: 'c', doc: base, head: base, commits: [] })
  const head = { epoch: 'e', schema: '1', seq: 1 }
  const incoming = { epoch: 'e', schema: '1', base: 1, steps }
  const prepared = beginAtBase(since(one), steps)
  const text = (base: typeof one) => {
    const decision = decide(head, incoming, since(base), prepared)
    return decision.kind === 'placed' ? decision.doc.textContent : decision.code
  }
  expect([text(one), text(other)]).toEqual(['xone', 'xother'])
})

test('steps are written byte for byte as their JSON', () => {
  const seed = Date.now() % 1_000_000
  const random = createRandom(seed)
  for (let run = 0; run < 100; run++) {
    const { content } = randomDocument(random)
    const cut = content.cut(Math.floor(content.size / 3))
    const steps: Step[] = [
      typing('a', 3),
      typing('b', 4),
      typing('ü', 9),
      new ReplaceStep(1, 4, Slice.empty),
      new ReplaceStep(1, 4, new Slice(cut, run % 2, 0), run % 3 === 0),
      new ReplaceAroundStep(1, 9, 2, 8, new Slice(cut, 0, run % 2), 1, run % 2 === 0),
      new MoveStep(1, 2, 5),
    ]
    expect(writeSteps(steps), `seed ${seed}`).toBe(JSON.stringify(encodeSteps(steps)))
  }
  expect(writeSteps([])).toBe('[]')
})

test('C6 a large commit that was recorded already is answered without being prepared again', async () => {
  const store = aStore()
  const id = aDocument(store)
  const commit = aCommit(store, id, [pasting(2_000)])
  const arrived = { document: id, person: ANN, commit, requestHash: '00'.repeat(9), bytes: LARGE }
  const turnsFor = async (recorded: Promise<unknown>): Promise<number> => {
    let [turns, isAnswered] = [0, false]
    const answered = recorded.then(() => {
      isAnswered = true
    })
    for (; !isAnswered; turns++) await turn()
    await answered
    return turns
  }
  expect(await turnsFor(store.log.record(arrived))).toBeGreaterThan(10)
  expect(await turnsFor(store.log.record(arrived))).toBeLessThan(6)
})

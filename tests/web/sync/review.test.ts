import { Transform } from 'prosemirror-transform'
import { expect, onTestFinished, test } from 'vitest'
import { emptyDocument, schema } from '../../../document/schema/schema.ts'
import { writingSteps } from '../../../web/sync/copy-document.ts'
import { formCommit } from '../../../web/sync/form-commit.ts'
import { withoutWork } from '../../../web/sync/review.ts'
import { applyLocal, startState } from '../../../web/sync/sync-state.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { createGate } from '../../support/gate.ts'
import { isAtRest, type NodePage, openPage } from '../../support/node-page.ts'
import { createRandom } from '../../support/random.ts'
import { randomDocument } from '../../support/random-document.ts'
import type { TestServer } from '../../support/server.ts'
import { aServerWithDocument, serverText, type } from '../../support/server-document.ts'

const HOURS_MS = 2 * 3_600_000

test('merging sends what fits; what has no place is kept for its author', async () => {
  const scene = await afterTwoHours()
  const { ann, server, id } = scene
  const { review } = await ann.until((shown) => shown.status?.isReviewing === true)
  expect(review).toMatchObject({ foreign: 1, kept: 1, changed: 0, displaced: 4, texts: ['gone'] })
  expect(review?.awayMs).toBeGreaterThanOrEqual(HOURS_MS)
  expect(serverText(server, id)).toBe('stays')

  await ann.client.settleReview('merge')
  const { residue } = await ann.until((shown) => isAtRest(shown) && shown.residue.length > 0)
  expect(residue).toMatchObject([{ text: 'gone', reason: 'deleted' }])
  expect(serverText(server, id)).toBe('stays!')
  await scene.device.until(id, (kept) => kept.length === 0)
})

test('keeping mine as a copy makes a document of what the page showed, with its formatting, and sends nothing here', async () => {
  const scene = await afterTwoHours((ann) =>
    ann.edit((transform) => transform.addMark(1, 4, schema.marks.strong.create())),
  )
  const { ann, server, id, left } = scene
  await ann.until((shown) => shown.review !== undefined)
  const copy = await ann.client.settleReview('copy')
  await ann.until((shown) => isAtRest(shown) && shown.review === undefined)
  expect(server.store.log.version(copy as never)?.doc.toJSON()).toEqual(left?.toJSON())
  expect(serverText(server, id)).toBe('stays')
  expect(ann.shown().doc?.textContent).toBe('stays')
  expect(ann.shown().residue).toEqual([])
  await scene.device.until(id, (kept) => kept.length === 0)
})

test('a review that was not settled is there again after the page was killed', async () => {
  const scene = await afterTwoHours()
  await scene.ann.until((shown) => shown.review !== undefined)
  scene.kill()
  const next = scene.open()
  const { review } = await next.until((shown) => shown.review !== undefined)
  expect(review).toMatchObject({ kept: 1, displaced: 4, texts: ['gone'] })
  await next.client.settleReview('copy')
  await next.until((shown) => isAtRest(shown) && shown.review === undefined)
  expect(serverText(scene.server, scene.id)).toBe('stays')
})

test('a short absence, and a long one after which everything fits, ask nothing', async () => {
  const short = await afterTwoHours(undefined, 60_000)
  await short.ann.until((shown) => isAtRest(shown) && shown.residue.length > 0)
  expect(short.ann.shown().review).toBeUndefined()

  const { server, id } = await aServerWithDocument()
  const scene = aDesk(server, id)
  const ann = await scene.live()
  scene.cut()
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  type(ann, 3, 'fits')
  scene.pass(HOURS_MS)
  scene.restore()
  ann.client.wake()
  await ann.until(isAtRest)
  expect(serverText(server, id)).toBe('fits')
})

test('many commits of others are shown first, though everything fits', async () => {
  const { server, id } = await aServerWithDocument()
  const scene = aDesk(server, id)
  const ann = await scene.live()
  scene.cut()
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  type(ann, 3, 'mine')
  scene.pass(HOURS_MS)
  const bob = await aDesk(server, id).live()
  for (let commit = 1; commit <= 101; commit++) {
    type(bob, 3, 'b')
    await bob.until((shown) => isAtRest(shown) && shown.status?.seq === commit)
  }
  scene.restore()
  ann.client.wake()
  const { review } = await ann.until((shown) => shown.review !== undefined)
  expect(review).toMatchObject({ foreign: 101, kept: 4, displaced: 0 })
  await ann.client.settleReview('merge')
  await ann.until(isAtRest)
  expect(serverText(server, id)).toContain('mine')
})

test('a copy of mine lets nothing go that was displaced before the absence and waited to be told', () => {
  const found = (text: string) => ({ reason: 'deleted' as const, text })
  const empty = startState({ epoch: 'e', seq: 0, chain: 'c', doc: emptyDocument() })
  const typed = applyLocal(empty, new Transform(empty.shown).insert(3, schema.text('mine')))
  const sent = formCommit({ ...typed, lost: [found('told with it')] }, { id: 'commit-1', client: 'client-1' })
  const before = { ...sent, lost: [found('not told')] }
  const left = withoutWork(before, { ...before, lost: [...before.lost, found('in the copy')] })
  expect(left.lost).toEqual([found('told with it'), found('not told')])
  expect(left).toMatchObject({ pending: [], inflight: undefined })
  expect(left.shown.eq(empty.shown)).toBe(true)
})

test('any document can be written into an empty one, in pieces that fit a request', () => {
  const long = schema.nodes.doc.create(null, [
    schema.nodes.title.create(null, schema.text('long')),
    ...Array.from({ length: 30 }, () =>
      schema.nodes.paragraph.create(null, schema.text('字'.repeat(100_000))),
    ),
  ])
  for (const doc of [long, randomDocument(createRandom(7))]) {
    const steps = writingSteps(doc)
    let written = emptyDocument()
    for (const step of steps) {
      written = step.apply(written).doc as typeof doc
      written.check()
    }
    expect(written.eq(doc)).toBe(true)
  }
  expect(writingSteps(long).length).toBeGreaterThan(2)
})

/** Ann writes where Bob deletes and where he does not, without a line, and comes back `awayMs` later. */
async function afterTwoHours(more: (ann: NodePage) => void = () => undefined, awayMs = HOURS_MS) {
  const { server, id } = await aServerWithDocument()
  const scene = aDesk(server, id)
  const ann = await scene.live()
  ann.edit((transform) => {
    transform.insert(3, schema.text('stays'))
    transform.insert(9, schema.nodes.paragraph.create(null, schema.text('doomed')))
  })
  await ann.until(isAtRest)
  const bob = await aDesk(server, id).live()
  scene.cut()
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  type(ann, 13, 'gone')
  type(ann, 8, '!')
  more(ann)
  expect(ann.shown().doc?.textContent).toBe('stays!doogonemed')
  await ann.until(({ status }) => status?.unsaved === status?.kept)
  const left = ann.shown().doc
  bob.edit((transform) => transform.delete(9, 17))
  await bob.until(isAtRest)
  scene.pass(awayMs)
  scene.restore()
  ann.client.wake()
  return { ...scene, server, id, ann, left }
}

/** Somebody's browser, whose line is cut when told and whose clock goes on when told. */
function aDesk(server: TestServer, id: string) {
  const device = aDevice()
  const gate = createGate(createCookieFetch())
  let passed = 0
  const now = () => Date.now() + passed
  let kill = () => {}
  const open = (): NodePage => {
    const page = device.page(id, { now })
    const tab = openPage(server.url, id, { client: page.client, outbox: page.outbox, fetch: gate.fetch, now })
    kill = () => {
      page.vanish()
      tab.client.stop()
    }
    onTestFinished(kill)
    tab.client.start()
    return tab
  }
  return {
    device,
    open,
    async live() {
      const tab = open()
      await tab.until(({ status }) => status?.connection === 'live')
      return tab
    },
    kill: () => kill(),
    cut() {
      gate.setEvents('cut')
      gate.setCommits('cut')
    },
    restore() {
      gate.setEvents('open')
      gate.setCommits('open')
    },
    pass(ms: number) {
      passed += ms
    },
  }
}

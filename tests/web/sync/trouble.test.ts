import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { REFUSALS, type RefusalCode } from '../../../document/protocol/refusals.ts'
import { schema } from '../../../document/schema/schema.ts'
import type { SyncStatus } from '../../../web/sync/sync-client.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { aVisitor, createDocument } from '../../support/http.ts'
import { isAtRest, openPage, type Shown } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'
import { openReader } from '../../support/stream-reader.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('a refusal that passes is named, everything is kept, and it goes when the changes do', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => refusal('shutting-down'))
  ann.edit((transform) => transform.insert(3, schema.text('kept')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'shutting-down', halt: undefined })
  expect(status?.unsaved).toBeGreaterThan(0)
  refuseWith(undefined)
  const after = await ann.until(isAtRest)
  expect(after.status?.trouble).toBeUndefined()
  expect(after.doc?.textContent).toBe('kept')
})

test('a refusal by somebody between is told apart from one of ours', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => new Response('<h1>Blocked by policy</h1>', { status: 403 }))
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'unknown', unsaved: 1, halt: undefined })
  refuseWith(undefined)
  await ann.until(isAtRest)
})

test('changes that get no answer while others’ still arrive are said to be on their way in vain', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => {
    throw new TypeError('Failed to fetch')
  })
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'unreachable', connection: 'live', unsaved: 1 })
  refuseWith(undefined)
  const after = await ann.until(isAtRest)
  expect(after.status?.trouble).toBeUndefined()
})

test('a change whose answer is lost and whose event arrives is in no trouble any more', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  const through = createCookieFetch()
  const statuses: (SyncStatus | undefined)[] = []
  const ann = openPage(url, id, {
    fetch: async (input, init) => {
      const answer = await through(input, init)
      if (!String(input).endsWith('/commits')) return answer
      await ann.until(({ status }) => status?.unsaved === 0)
      throw new TypeError('Failed to fetch')
    },
  })
  ann.client.start()
  await ann.until(isAtRest)
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  await ann.until(({ status }) => status?.unsaved === 0)
  // The answer is lost only now; what it says comes within the turn.
  for (let turns = 0; turns < 20; turns++) {
    await setImmediate()
    statuses.push(ann.shown().status)
  }
  expect(statuses.map((status) => status?.trouble)).toEqual(statuses.map(() => undefined))
})

test('the trouble of a try ends when the stream brings the change itself', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  const through = createCookieFetch()
  let tries = 0
  const ann = openPage(url, id, {
    random: () => 0,
    fetch: async (input, init) => {
      if (!String(input).endsWith('/commits')) return through(input, init)
      tries += 1
      // The first is lost on its way there, the answers of all others on their way back.
      if (tries > 1) {
        await through(input, init)
        await ann.until(({ status }) => status?.unsaved === 0)
      }
      throw new TypeError('Failed to fetch')
    },
  })
  ann.client.start()
  await ann.until(isAtRest)
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  await ann.until(({ status }) => status?.trouble === 'unreachable')
  const { status } = await ann.until(isAtRest)
  expect(status?.trouble).toBeUndefined()
})

test('a browser whose cookies are gone stops in words instead of asking for ever; the next page brings the work', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  const device = aDevice()
  let own = createCookieFetch()
  let posts = 0
  const open = () =>
    openPage(url, id, {
      ...device.page(id),
      fetch: (input, init) => {
        if (String(input).endsWith('/commits')) posts += 1
        return own(input, init)
      },
    })
  const ann = open()
  ann.client.start()
  await ann.until(isAtRest)
  ann.edit((transform) => transform.insert(3, schema.text('a')))
  await ann.until(isAtRest)
  posts = 0
  own = createCookieFetch()
  ann.edit((transform) => transform.insert(4, schema.text('b')))
  const { status } = await ann.until((shown) => shown.status?.halt !== undefined)
  expect(status).toMatchObject({ halt: 'client-taken', unsaved: 1 })
  expect(posts).toBe(1)
  ann.client.flush()
  ann.client.stop()
  const again = open()
  again.client.start()
  const { doc } = await again.until(
    ({ doc, ...shown }) => isAtRest(shown as Shown) && doc?.textContent === 'ab',
  )
  expect(doc?.textContent).toBe('ab')
})

test('a document that does not come is said to be unreachable, long before its request is given up', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  const clock = createTurnedClock()
  const through = createCookieFetch()
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const page = openPage(url, id, {
    clock,
    fetch: async (input, init) => {
      if (String(input).endsWith(id)) await held
      return through(input, init)
    },
  })
  page.client.start()
  // What it waits for in turn: this device, then the server.
  while (page.shown().status?.connection !== 'reconnecting') {
    await setImmediate()
    clock.turn(1_000)
    expect(clock.now()).toBeLessThan(20_000)
  }
  expect(page.shown().status).toMatchObject({ isLoaded: false, connection: 'reconnecting' })
  answer()
  await page.until(isAtRest)
})

/** A page whose commits are answered by somebody on the way, as long as there is an answer to give. */
async function aRefusedPage() {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  let answer: (() => Response) | undefined
  const through = createCookieFetch()
  const ann = openPage(url, id, {
    random: () => 0,
    fetch: async (input, init) =>
      answer && String(input).endsWith('/commits') ? answer() : through(input, init),
  })
  ann.client.start()
  await ann.until(isAtRest)
  return {
    ann,
    refuseWith(next: typeof answer) {
      answer = next
    },
  }
}

function refusal(code: RefusalCode): Response {
  const { status, message } = REFUSALS[code]
  return Response.json({ error: { code, message } }, { status })
}

test('a server that takes no more streams is named as such, and what waited is sent when it takes one', async () => {
  const server = await startServer({ env: { SAMEPAGE_MAX_STREAMS: '1' } })
  const { id } = await createDocument(aVisitor(server.url))
  const stranger = await openReader(`${server.url}/api/documents/${id}/events`)
  const ann = openPage(server.url, id)
  ann.client.start()
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ connection: 'reconnecting', trouble: 'too-many-streams', halt: undefined })
  ann.edit((transform) => transform.insert(3, schema.text('written')))
  stranger.close()
  await vi.waitUntil(() => server.readers.counts().streams === 0, { timeout: 10_000 })
  ann.client.wake()
  const after = await ann.until(isAtRest)
  expect(after.status?.trouble).toBeUndefined()
  expect(after.doc?.textContent).toBe('written')
})

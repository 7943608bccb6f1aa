import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { isAtRest, type NodePage, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'
import { openTcpProxy } from '../../support/tcp-proxy.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

const MINUTE_MS = 60_000

test('a page that nobody looks at for minutes costs no stream, and knows everything when somebody looks', async () => {
  const { server, clock, page, other } = await aWorld()
  page.client.hide()
  clock.turn(4 * MINUTE_MS)
  await expect.poll(() => server.readers.counts().streams).toBe(2)
  clock.turn(MINUTE_MS)
  await expect.poll(() => server.readers.counts().streams).toBe(1)
  write(other, 'meanwhile')
  await other.until(isAtRest)
  expect(page.shown().status?.connection).toBe('resting')
  page.client.wake()
  await page.until((shown) => isAtRest(shown) && shown.doc?.textContent === 'meanwhile')
})

test('a page that somebody looks at again in time, or that has something unsent, stays', async () => {
  const { server, clock, page, other, posts } = await aWorld()
  page.client.hide()
  clock.turn(4 * MINUTE_MS)
  page.client.wake()
  clock.turn(4 * MINUTE_MS)
  write(other, 'seen ')
  await page.until(({ doc }) => doc?.textContent === 'seen ')

  posts.hold()
  write(page, 'unsent ')
  page.client.hide()
  clock.turn(6 * MINUTE_MS)
  write(other, 'too ')
  await page.until(({ doc }) => doc?.textContent.includes('too ') === true)
  posts.release()
  await page.until((shown) => isAtRest(shown) && shown.status?.seq === 3)
  clock.turn(6 * MINUTE_MS)
  await expect.poll(() => server.readers.counts().streams).toBe(1)
})

test('a page that slept in the browser’s cache follows nothing meanwhile, and goes on where it was', async () => {
  const { server, page, other } = await aWorld()
  write(page, 'mine ')
  await other.until(({ doc }) => doc?.textContent === 'mine ')
  page.client.flush()
  page.client.sleep()
  await expect.poll(() => server.readers.counts().streams).toBe(1)
  write(other, 'theirs ')
  await other.until(isAtRest)
  page.client.wake()
  const { doc } = await page.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  expect(doc?.textContent).toBe('theirs mine ')
  write(page, 'again ')
  await other.until((shown) => shown.doc?.textContent === 'again theirs mine ')
})

test('words sent into a connection that has no other end any more are sent again on a new one', async () => {
  const { proxy, clock, page, other, posts } = await aWorld()
  write(page, 'a')
  await page.until((shown) => isAtRest(shown) && shown.status?.seq === 1)
  proxy.trouble({ lose: 'both' })
  write(page, 'b')
  await expect.poll(posts.open).toBe(1)
  proxy.strand('both')
  proxy.trouble({})
  clock.turn(6_000)
  await other.until(({ doc }) => doc?.textContent === 'ba')
  await page.until(isAtRest)
  // The one that will never be answered is given up: its connection would stand in the way of others.
  expect(posts.open()).toBe(0)
})

async function aWorld() {
  const server = await startServer({ env: { SAMEPAGE_HEARTBEAT: '300' } })
  const proxy = await openTcpProxy(Number(new URL(server.url).port))
  onTestFinished(() => proxy.close())
  const made = await createApi({ base: server.url, fetch: createCookieFetch() }).createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const clock = createTurnedClock()
  const api = createApi({ base: `http://127.0.0.1:${proxy.port}`, fetch: createCookieFetch() })
  let held: Promise<void> | undefined
  let release = () => {}
  let open = 0
  const page = openPage(server.url, made.value.id, {
    clock,
    api: {
      ...api,
      async commit(...args) {
        await held
        open += 1
        const answer = await api.commit(...args)
        open -= 1
        return answer
      },
    },
  })
  const other = openPage(server.url, made.value.id)
  for (const each of [page, other]) {
    onTestFinished(() => each.client.stop())
    each.client.start()
    await each.until(({ status }) => status?.connection === 'live')
  }
  const posts = {
    open: () => open,
    hold() {
      held = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
  }
  return { server, proxy, clock, page, other, posts }
}

/** Types at the beginning of the first paragraph. */
function write(page: NodePage, text: string): void {
  page.edit((transform) => transform.insert(3, schema.text(text)))
}

import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { aBrowser, type Browser } from '../../support/device-browser.ts'
import { isAtRest } from '../../support/node-page.ts'
import type { Api } from '../../support/page-api.ts'
import type { TestServer } from '../../support/server.ts'
import { aServerWithDocument, serverText, type } from '../../support/server-document.ts'

/** Where a page may be killed, from the first key to the last light. */
const MOMENTS = ['written', 'sent', 'recorded', 'answered', 'told', 'cleared'] as const

test.each(MOMENTS)(
  'a page killed when its words are %s has left them, and they are recorded once',
  async (moment) => {
    const { server, id } = await aServerWithDocument()
    const browser = aBrowser(server, id)
    const stop = new AbortController()
    const tab = browser.open({ api: stopAt(browser.api, moment, stop) })
    await tab.until(({ status }) => status?.connection === 'live')
    if (moment === 'written') stop.abort()
    type(tab, 3, 'whole')
    switch (moment) {
      case 'written':
      case 'sent':
        await browser.device.until(id, ([kept]) => kept?.work.inflight != null)
        break
      case 'recorded':
      case 'answered':
        await untilServer(server, id, 'whole')
        if (moment === 'answered') await tab.until(({ status }) => status?.unsaved === 0)
        break
      case 'told':
        await tab.until(({ status }) => status?.seq === 1)
        break
      case 'cleared':
        await tab.until(({ status }) => status?.seq === 1)
        await browser.device.until(id, (kept) => kept.length === 0)
    }
    tab.kill()
    const next = browser.open()
    await next.until((shown) => isAtRest(shown) && shown.doc?.textContent === 'whole')
    expect(serverText(server, id)).toBe('whole')
    expect(server.store.log.find(id as never)?.seq).toBe(1)
    await browser.device.until(id, (kept) => kept.length === 0)
  },
)

test('of many pages that come for one abandoned record, exactly one gets it', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const first = browser.open()
  await first.until(isAtRest)
  await server.close()
  type(first, 3, 'once')
  await browser.device.until(id, (kept) => kept.length === 1)
  first.kill()
  const pages = Array.from({ length: 6 }, () => browser.device.page(id))
  const adopted = await Promise.all(pages.map(({ outbox }) => outbox.adopt()))
  expect(adopted.filter((one) => one !== undefined)).toHaveLength(1)
  expect(await browser.device.store.list(id)).toHaveLength(1)
})

test('a page that is open keeps its record, whoever else opens the document', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const first = browser.open()
  await first.until(isAtRest)
  await server.close()
  type(first, 3, 'mine')
  const [kept] = await browser.device.until(id, (all) => all.length === 1)
  expect(await browser.device.page(id).outbox.adopt()).toBeUndefined()
  expect(await browser.device.store.list(id)).toMatchObject([{ key: kept?.key }])
})

test('what is kept is written again when somebody clears what the site has stored', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const tab = browser.open()
  await tab.until(isAtRest)
  await server.close()
  type(tab, 3, 'kept')
  await tab.until(({ status }) => status?.kept === 4)
  await browser.device.until(id, (kept) => kept.length === 1)
  const telling = tab.until(({ status }) => status?.kept === 0)
  await browser.device.clear()
  await telling
  await tab.until(({ status }) => status?.kept === 4)
  expect(await browser.device.store.list(id)).toHaveLength(1)
  tab.kill()
  await server.restart()
  const next = browser.open()
  await next.until((shown) => isAtRest(shown) && shown.doc?.textContent === 'kept')
})

test('a page that slept while another took over sends nothing of it again, and offers what it wrote since', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const sleeper = browser.open()
  await sleeper.until(isAtRest)
  await server.close()
  type(sleeper, 3, 'slept on ')
  await browser.device.until(id, (kept) => kept.length === 1)
  sleeper.client.flush()
  const [record] = await browser.device.until(id, ([kept]) => kept?.left === true)
  await server.restart()
  const next = browser.open()
  await next.until((shown) => isAtRest(shown) && shown.doc?.textContent === 'slept on ')

  type(sleeper, 3, 'too late')
  sleeper.client.wake()
  const { residue } = await sleeper.until((shown) => isAtRest(shown) && shown.residue.length > 0)
  expect(residue).toMatchObject([{ text: 'too late', reason: 'unfit' }])
  await sleeper.until(({ doc }) => doc?.textContent === 'slept on ')
  expect(record?.work.steps).toHaveLength(1)
  expect(next.shown().doc?.textContent).toBe('slept on ')
})

test('without a server a document opens from what this device kept, is written in, and lands', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const before = browser.open()
  await before.until(({ status }) => status?.connection === 'live')
  type(before, 3, 'known ')
  await before.until(isAtRest)
  await untilBase(browser, id, 1)
  before.kill()
  await server.close()

  const offline = browser.open()
  await offline.until(({ status }) => status?.isLoaded === true)
  expect(offline.shown().doc?.textContent).toBe('known ')
  type(offline, 9, 'offline')
  await offline.until(({ status }) => status?.unsaved === 7 && status.kept === 7)
  offline.kill()
  const again = browser.open()
  const { doc } = await again.until(({ status }) => status?.isLoaded === true)
  expect(doc?.textContent).toBe('known offline')
  const back = await server.restart()
  again.client.wake()
  await again.until(isAtRest)
  expect(serverText(back, id)).toBe('known offline')
})

test('a browser that keeps nothing says so, and the document works on', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const refused = () => Promise.reject(new Error('QuotaExceededError'))
  const page = browser.device.page(id, {
    store: (own) => ({ ...own, put: refused, remove: refused, putBase: refused, list: refused }),
  })
  const tab = browser.open({ page })
  await tab.until(({ status }) => status?.connection === 'live')
  type(tab, 3, 'fine')
  await tab.until(isAtRest)
  expect(serverText(server, id)).toBe('fine')
  await server.close()
  type(tab, 7, '!')
  const { status } = await tab.until((shown) => shown.status?.canKeep === false)
  expect(status).toMatchObject({ unsaved: 1, kept: 0 })
})

test('a database that never answers keeps nobody from reading, writing and saving', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const never = () => new Promise<never>(() => undefined)
  const page = browser.device.page(id, {
    store: (own) => ({ ...own, put: never, remove: never, putBase: never, list: never, newestBase: never }),
  })
  const tab = browser.open({ page })
  await tab.until(({ status }) => status?.connection === 'live')
  type(tab, 3, 'fine')
  await tab.until(isAtRest)
  expect(serverText(server, id)).toBe('fine')
  expect(tab.shown().status?.canKeep).toBe(false)
})

test('what is found too late is left to another page, and mixed with nothing', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const first = browser.open()
  await first.until(isAtRest)
  await server.close()
  type(first, 3, 'found late')
  await browser.device.until(id, (kept) => kept.length === 1)
  first.client.flush()
  first.kill()
  const back = await server.restart()
  let answer = () => {}
  const page = browser.device.page(id, {
    store: (own) => ({
      ...own,
      list: (document) => new Promise((resolve) => (answer = () => void own.list(document).then(resolve))),
    }),
  })
  const tab = browser.open({ page })
  await tab.until(isAtRest)
  answer()
  await browser.device.until(id, ([kept]) => kept?.client === page.client)
  type(tab, 3, 'mine')
  await tab.until(isAtRest)
  expect(serverText(back, id)).toBe('mine')
  const next = browser.open()
  await next.until((shown) => isAtRest(shown) && shown.doc?.textContent.length === 14)
  await browser.device.until(id, (kept) => kept.length === 0)
})

test('a commit is written down before it leaves, under the id and with the bytes it leaves with', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const found: boolean[] = []
  const api: Api = {
    ...browser.api,
    async commit(document, body, keepalive) {
      const kept = await browser.device.store.list(document)
      found.push(kept.some(({ work }) => work.inflight?.body === body))
      return browser.api.commit(document, body, keepalive)
    },
  }
  const tab = browser.open({ api })
  await tab.until(({ status }) => status?.connection === 'live')
  for (let commit = 1; commit <= 5; commit++) {
    type(tab, 3, 'x')
    await tab.until((shown) => isAtRest(shown) && shown.status?.seq === commit)
  }
  expect(found).toEqual(Array.from({ length: 5 }, () => true))
})

test('typing in a long document writes the steps, not the document', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  let bases = 0
  const page = browser.device.page(id, {
    store: (own) => ({
      ...own,
      put(stored, isLasting, base) {
        if (base) bases += 1
        return own.put(stored, isLasting, base)
      },
      putBase(base) {
        bases += 1
        return own.putBase(base)
      },
    }),
  })
  const tab = browser.open({ page })
  await tab.until(({ status }) => status?.connection === 'live')
  for (let at = 0; at < 200; at++) {
    tab.edit((transform) =>
      transform.insert(2, schema.nodes.paragraph.create(null, schema.text('x'.repeat(1_000)))),
    )
  }
  await tab.until(isAtRest)
  await server.close()
  await tab.until(({ status }) => status?.connection === 'reconnecting')
  bases = 0
  for (let key = 0; key < 20; key++) {
    type(tab, 3, 'y')
    await tab.until(({ status }) => status?.unsaved === status?.kept)
  }
  expect(bases).toBeLessThanOrEqual(2)
})

/** An API whose page goes no further than `moment`. */
function stopAt(api: Api, moment: (typeof MOMENTS)[number], stop: AbortController): Api {
  const never = new Promise<never>(() => undefined)
  const isDeaf = moment === 'recorded' || moment === 'answered'
  return {
    ...api,
    async commit(...args) {
      if (stop.signal.aborted || moment === 'sent') return never
      const answer = await api.commit(...args)
      return moment === 'recorded' ? never : answer
    },
    openStream: (request, listener) =>
      api.openStream(request, {
        ...listener,
        onEvent: (kind, data) => (isDeaf && kind === 'commit' ? undefined : listener.onEvent(kind, data)),
      }),
    events: (...args) => (isDeaf ? never : api.events(...args)),
  }
}

async function untilBase({ device }: Browser, id: string, seq: number): Promise<void> {
  while ((await device.store.newestBase(id))?.seq !== seq) await new Promise(setImmediate)
}

async function untilServer(server: TestServer, id: string, text: string): Promise<void> {
  while (serverText(server, id) !== text) await new Promise(setImmediate)
}

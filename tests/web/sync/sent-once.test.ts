import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { aBrowser } from '../../support/device-browser.ts'
import { isAtRest } from '../../support/node-page.ts'
import type { Api } from '../../support/page-api.ts'
import { aServerWithDocument, serverText, type } from '../../support/server-document.ts'

test('what was written down before the storage became full is not sent a second time', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  let isFull = false
  const page = browser.device.page(id, {
    store: (own) => ({
      ...own,
      put: (...record) => (isFull ? Promise.reject(new Error('QuotaExceededError')) : own.put(...record)),
    }),
  })
  const tab = browser.open({ page })
  await tab.until(isAtRest)
  await server.close()
  await tab.until(({ status }) => status?.connection === 'reconnecting')
  type(tab, 3, 'once')
  await browser.device.until(id, (kept) => kept.length === 1)
  isFull = true
  const back = await server.restart()
  tab.client.wake()
  await tab.until(({ status }) => status?.seq === 1)
  tab.kill()

  const next = browser.open()
  await next.until(isAtRest)
  expect(next.shown().doc?.textContent).toBe('once')
  expect(serverText(back, id)).toBe('once')
})

test('half a million characters go through, typed at once or as many transactions', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  const tab = browser.open()
  await tab.until(isAtRest)
  tab.edit((transform) => transform.insert(3, schema.text('字'.repeat(500_000))))
  for (let part = 0; part < 50; part++) {
    tab.edit((transform) =>
      transform.insert(2, schema.nodes.paragraph.create(null, schema.text('x'.repeat(10_000)))),
    )
  }
  await tab.until(isAtRest)
  expect(serverText(server, id)?.length).toBe(1_000_000)
})

test('a commit whose record did not get through as the page went away is sent once, by the page that finds the older one', async () => {
  const { server, id } = await aServerWithDocument()
  const browser = aBrowser(server, id)
  let letFirstGo = () => {}
  const first = new Promise<void>((resolve) => {
    letFirstGo = resolve
  })
  let isGoing = false
  const page = browser.device.page(id, {
    store: (own) => ({
      ...own,
      // The browser ends what a page asked for that it had not begun with.
      put: (...record) => (isGoing ? new Promise<never>(() => undefined) : own.put(...record)),
    }),
  })
  const posted: string[] = []
  const api: Api = {
    ...browser.api,
    async commit(document, body, ...rest) {
      posted.push(body)
      await first
      return browser.api.commit(document, body, ...rest)
    },
  }
  const tab = browser.open({ page, api })
  await tab.until(({ status }) => status?.connection === 'live')
  type(tab, 3, 'a')
  while (posted.length === 0) await new Promise(setImmediate)
  type(tab, 4, 'bc')
  await browser.device.until(id, ([kept]) => kept?.work.pending.length === 3)
  isGoing = true
  letFirstGo()
  await tab.until(({ status }) => status?.seq === 1)
  tab.client.flush()
  tab.kill()

  const next = browser.open()
  await next.until((shown) => isAtRest(shown) && shown.doc?.textContent.startsWith('abc') === true)
  expect(serverText(server, id)).toBe('abc')
})

import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { createCourier } from '../../../web/sync/courier.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'

test('an open page brings what two other tabs left, one after the other, each once', async () => {
  const server = await startServer()
  const fetch = createCookieFetch()
  const api = createApi({ base: server.url, fetch })
  const made = await api.createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const { id } = made.value
  const device = aDevice()
  const open = () => {
    const page = device.page(id)
    const tab = openPage(server.url, id, { client: page.client, outbox: page.outbox, fetch })
    const kill = () => {
      page.vanish()
      tab.client.stop()
    }
    onTestFinished(kill)
    tab.client.start()
    return { ...tab, kill }
  }
  const tabs = [open(), open()]
  for (const tab of tabs) await tab.until(isAtRest)
  await server.close()
  for (const [i, tab] of tabs.entries()) {
    tab.edit((transform) => transform.insert(3, schema.text(`left by ${i};`)))
    await tab.until(({ status }) => status?.kept === 1)
  }
  for (const tab of tabs) tab.kill()
  const again = await server.restart()

  const here = device.page(id)
  const page = openPage(again.url, id, {
    client: here.client,
    outbox: { ...here.outbox, adopt: async () => undefined },
    fetch,
  })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(isAtRest)
  const courier = createCourier({
    clock: { now: () => 0, after: () => () => undefined },
    isLive: () => true,
    open() {
      const own = device.page(id)
      return {
        outbox: own.outbox,
        openClient: (outbox) => openPage(again.url, id, { client: own.client, outbox, fetch }).client,
      }
    },
  })
  courier.look()
  const { doc } = await page.until((shown) => shown.doc?.textContent.length === 'left by 0;'.length * 2)
  expect(doc?.textContent.split(';').sort()).toEqual(['', 'left by 0', 'left by 1'])
  await device.until(id, (kept) => kept.length === 0)
  expect(again.store.log.find(id as never)?.seq).toBe(2)
})

import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { systemClock } from '../../../web/system-clock.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('a large document that changed just before the line went down opens without a server, with what was typed since', async () => {
  const server = await startServer()
  const api = createApi({ base: server.url, fetch: createCookieFetch() })
  const made = await api.createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const { id } = made.value
  const device = aDevice()
  const open = (clock = systemClock) => {
    const page = device.page(id)
    const tab = openPage(server.url, id, { ...page, api, clock })
    const kill = () => {
      page.vanish()
      tab.client.stop()
    }
    onTestFinished(kill)
    tab.client.start()
    return { ...tab, kill }
  }
  const clock = createTurnedClock()
  const tab = open(clock)
  await tab.until(isAtRest)
  tab.edit((transform) => transform.insert(3, schema.text('x'.repeat(1_000_000))))
  await tab.until((shown) => isAtRest(shown) && shown.status?.seq === 1)
  while ((await device.store.newestBase(id))?.seq !== 1) clock.turn(2_000)
  const bob = openPage(server.url, id)
  onTestFinished(() => bob.client.stop())
  bob.client.start()
  await bob.until(isAtRest)
  bob.edit((transform) => transform.insert(3, schema.text('bob ')))
  await tab.until(({ status }) => status?.seq === 2)
  await server.close()
  await tab.until(({ status }) => status?.connection === 'reconnecting')
  tab.edit((transform) => transform.insert(3, schema.text('offline ')))
  await tab.until(({ status }) => status?.kept === 1)
  tab.kill()

  const { doc } = await open().until(({ status }) => status?.isLoaded === true)
  expect(doc?.textContent.slice(0, 14)).toBe('offline bob xx')
})

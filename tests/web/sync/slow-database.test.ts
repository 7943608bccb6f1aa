import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { systemClock } from '../../../web/system-clock.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('what a slow database wrote after all is called kept, and not sent a second time when it is then full', async () => {
  const server = await startServer()
  const api = createApi({ base: server.url, fetch: createCookieFetch() })
  const made = await api.createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const { id } = made.value
  const device = aDevice()
  const open = (page = device.page(id), clock = systemClock) => {
    const tab = openPage(server.url, id, { ...page, api, clock })
    const kill = () => {
      page.vanish()
      tab.client.stop()
    }
    onTestFinished(kill)
    tab.client.start()
    return { ...tab, kill }
  }
  let isFull = false
  const writes: (() => void)[] = []
  const page = device.page(id, {
    store: (own) => ({
      ...own,
      put(...record) {
        if (isFull) return Promise.reject(new Error('QuotaExceededError'))
        return new Promise((resolve) => writes.push(() => own.put(...record).then(resolve)))
      },
    }),
  })
  const clock = createTurnedClock()
  const tab = open(page, clock)
  await tab.until(isAtRest)
  await server.close()
  await tab.until(({ status }) => status?.connection === 'reconnecting')
  tab.edit((transform) => transform.insert(3, schema.text('once')))
  while (writes.length === 0) await new Promise(setImmediate)
  clock.turn(1_600)
  await tab.until(({ status }) => status?.canKeep === false && status.kept === 0)
  for (const write of writes) write()
  await tab.until(({ status }) => status?.canKeep === true && status.kept === 1)

  isFull = true
  const back = await server.restart()
  tab.client.wake()
  await tab.until(({ status }) => status?.seq === 1)
  tab.kill()
  const next = open()
  await next.until(isAtRest)
  expect(back.store.log.version(id as never)?.doc.textContent).toBe('once')
})

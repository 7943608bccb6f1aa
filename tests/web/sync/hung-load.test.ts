import { expect, test } from 'vitest'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('a first load that hangs is asked for anew when its person tries again, and not before it hangs', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url), { title: 'Here' })
  const through = createCookieFetch()
  let asked = 0
  const clock = createTurnedClock()
  const page = openPage(url, id, {
    clock,
    fetch: (input, init) => {
      const isLoad = String(input).endsWith(`/api/documents/${id}`)
      asked += isLoad ? 1 : 0
      return isLoad && asked === 1 ? new Promise(() => undefined) : through(input, init)
    },
  })
  page.client.start()
  while (asked === 0) await new Promise(setImmediate)
  page.client.wake()
  await new Promise(setImmediate)
  expect(asked).toBe(1)
  clock.turn(3_500)
  await new Promise(setImmediate)
  clock.turn(8_500)
  await page.until(({ status }) => status?.connection === 'reconnecting')
  await new Promise(setImmediate)
  page.client.wake()
  const { doc } = await page.until(isAtRest)
  expect([asked, doc?.textContent]).toEqual([2, 'Here'])
})

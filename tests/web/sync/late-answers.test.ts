import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { LATE_MS } from '../../../web/sync/late-answer.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'
import { createTurnedClock } from '../../support/turned-clock.ts'

test('a commit that went into dead connections is sent again while the stream is good, and they are closed', async () => {
  const server = await startServer()
  const api = createApi({ base: server.url, fetch: createCookieFetch() })
  const made = await api.createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const clock = createTurnedClock()
  const bodies: string[] = []
  let aborted = 0
  let tellSwallowed = () => {}
  const swallowed = new Promise<void>((resolve) => {
    tellSwallowed = resolve
  })
  const page = openPage(server.url, made.value.id, {
    clock,
    api: {
      ...api,
      commit(id, body, keepalive, signal) {
        bodies.push(body)
        if (bodies.length > 3) return api.commit(id, body, keepalive, signal)
        tellSwallowed()
        signal?.addEventListener('abort', () => {
          aborted += 1
        })
        return new Promise(() => undefined)
      },
    },
  })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(({ status }) => status?.connection === 'live')
  const other = openPage(server.url, made.value.id, { api })
  onTestFinished(() => other.client.stop())
  other.client.start()
  await other.until(({ status }) => status?.connection === 'live')
  page.edit((transform) => transform.insert(3, schema.text('a')))
  await swallowed
  // What others write shows that the stream lives.
  for (let n = 0; bodies.length < 4; n++) {
    other.edit((transform) => transform.insert(3, schema.text(`(${n})`)))
    await page.until(({ doc }) => doc?.textContent.includes(`(${n})`) ?? false)
    clock.turn(LATE_MS - 1_000)
  }
  await page.until((shown) => isAtRest(shown))
  expect(new Set(bodies).size).toBe(1)
  expect(aborted).toBeGreaterThanOrEqual(3)
})

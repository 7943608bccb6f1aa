import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import type { StreamListener } from '../../../web/api/stream.ts'
import { systemClock } from '../../../web/system-clock.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'

const NEVER_MS = 60

test('an answered commit brings the stream back before its own next try', async () => {
  const server = await startServer()
  const api = createApi({ base: server.url, fetch: createCookieFetch() })
  const made = await api.createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const streams: StreamListener[] = []
  let answer = () => {}
  let tellPosted = () => {}
  const posted = new Promise<void>((resolve) => {
    tellPosted = resolve
  })
  const page = openPage(server.url, made.value.id, {
    // No timer of a retry ever fires; only the pause between two commits does.
    clock: { ...systemClock, after: (ms, task) => (ms > NEVER_MS ? () => {} : systemClock.after(ms, task)) },
    api: {
      ...api,
      openStream(request, listener) {
        streams.push(listener)
        return api.openStream(request, listener)
      },
      async commit(...args) {
        await new Promise<void>((resolve) => {
          answer = resolve
          tellPosted()
        })
        return api.commit(...args)
      },
    },
  })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(({ status }) => status?.connection === 'live')
  page.edit((transform) => transform.insert(3, schema.text('a')))
  await posted
  streams[0]?.onEnd({ kind: 'unreachable' })
  expect(page.shown().status?.connection).toBe('reconnecting')
  answer()
  await page.until((shown) => isAtRest(shown) && shown.status?.connection === 'live')
  expect(streams).toHaveLength(2)
})

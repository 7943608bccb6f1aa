import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { createParticipants } from '../../../web/sync/participants.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'

test('a page that comes late sees a caret where it is, not where its owner last told it', async () => {
  const server = await startServer()
  const made = await createApi({ base: server.url, fetch: createCookieFetch() }).createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const aPage = async () => {
    const page = openPage(server.url, made.value.id)
    onTestFinished(() => page.client.stop())
    page.client.start()
    await page.until(({ status }) => status?.connection === 'live')
    return page
  }
  const [ann, bob] = [await aPage(), await aPage()]
  ann.edit((transform) => transform.insert(3, schema.text('fence')))
  ann.client.setPresence({ anchor: 8, head: 8 }, 'editing')
  await bob.until(({ participants }) => participants[0]?.head === 8)
  bob.edit((transform) => transform.insert(3, schema.text('the old ')))
  await bob.until(isAtRest)
  await ann.until(({ doc }) => doc?.textContent === 'the old fence')

  const late = await aPage()
  const heads: unknown[] = []
  await late.until(({ participants }) => {
    const head = participants.find(({ state }) => state === 'editing')?.head
    if (head !== undefined && head !== null) heads.push(head)
    return heads.length > 0
  })
  expect(heads).toEqual([16])
})

test('a caret from before the load is shown nowhere until its owner tells it again', () => {
  const participants = createParticipants('me')
  const theirs = {
    client: 'their-page-1',
    person: { id: 'their-person', name: 'Ann', colour: 0 },
    seq: 3,
    anchor: 8,
    head: 8,
    state: 'editing',
  } as never
  participants.replace([theirs], 7)
  expect(participants.shown([])).toMatchObject([{ anchor: null, head: null, state: 'editing' }])
  participants.update([Object.assign({}, theirs, { seq: 7, anchor: 12, head: 12 })], [], 7)
  expect(participants.shown([])).toMatchObject([{ anchor: 12, head: 12 }])
})

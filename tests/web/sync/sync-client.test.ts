import { expect, onTestFinished, test } from 'vitest'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { isAtRest, type NodePage, type NodePageOptions, openPage } from '../../support/node-page.ts'
import type { TestServer } from '../../support/server.ts'
import { aServerWithDocument, type } from '../../support/server-document.ts'

test('two pages that write at once end with the same text, which is the server’s', async () => {
  const { server, id } = await aServerWithDocument()
  const [ann, bob] = [await aPage(server, id), await aPage(server, id)]
  for (const letter of 'abcdefghij') {
    type(ann, 3, letter)
    type(bob, 3, letter.toUpperCase())
  }
  const isComplete = (page: NodePage) =>
    page.until((shown) => isAtRest(shown) && shown.doc?.textContent.length === 20)
  const [annShows, bobShows] = [await isComplete(ann), await isComplete(bob)]
  expect([...(annShows.doc?.textContent ?? '')].sort().join('')).toBe('ABCDEFGHIJabcdefghij')
  expect(bobShows.doc?.toJSON()).toEqual(annShows.doc?.toJSON())
  expect(server.store.log.version(id as never)?.doc.toJSON()).toEqual(annShows.doc?.toJSON())
})

test('a page says saved only when the server has acknowledged, and keeps typing while it is down', async () => {
  const { server, id } = await aServerWithDocument()
  const ann = await aPage(server, id)
  type(ann, 3, 'a')
  expect(ann.shown().status?.unsaved).toBe(1)
  await ann.until(isAtRest)
  await server.close()
  type(ann, 4, 'b')
  type(ann, 5, 'c')
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  expect(ann.shown()).toMatchObject({ status: { unsaved: 2 } })
  const again = await server.restart()
  ann.client.wake()
  await ann.until(isAtRest)
  expect(again.store.log.version(id as never)?.doc.textContent).toBe('abc')
})

test('work that a page leaves behind is adopted by the next one, sent, and recorded once', async () => {
  const { server, id } = await aServerWithDocument()
  const device = aDevice()
  const fetch = createCookieFetch()
  const ann = await aPage(server, id, { ...device.page(id), fetch })
  type(ann, 3, 'saved ')
  await ann.until(isAtRest)
  await server.close()
  type(ann, 9, 'unsent')
  ann.client.flush()
  await device.until(id, (kept) => kept.length === 1 && kept[0]?.left === true)
  ann.client.stop()
  const again = await server.restart()
  const bob = await aPage(again, id)
  type(bob, 3, 'Bob: ')
  await bob.until(isAtRest)
  const next = await aPage(again, id, { ...device.page(id), fetch })
  await next.until((shown) => isAtRest(shown) && shown.doc?.textContent.length === 17)
  expect(next.shown().doc?.textContent).toBe('Bob: saved unsent')
  expect(again.store.log.find(id as never)?.seq).toBe(3)
  const third = await aPage(again, id, { ...device.page(id), fetch })
  await third.until(isAtRest)
  expect(third.shown().doc?.textContent).toBe('Bob: saved unsent')
})

test('text typed where another person deleted comes back to its author as residue', async () => {
  const { server, id } = await aServerWithDocument()
  const [ann, bob] = [await aPage(server, id), await aPage(server, id)]
  type(ann, 3, 'a doomed sentence')
  await bob.until(({ doc }) => doc?.textContent === 'a doomed sentence')
  bob.client.hold()
  ann.edit((transform) => transform.delete(5, 20))
  await ann.until(isAtRest)
  type(bob, 10, 'word')
  bob.client.release()
  const { residue } = await bob.until((shown) => shown.residue.length > 0)
  expect(residue).toMatchObject([{ text: 'word', reason: 'deleted' }])
  expect(ann.shown().residue).toEqual([])
  await bob.client.dismissResidue(residue[0]?.n ?? 0)
  expect(bob.shown().residue).toEqual([])
})

test('a caret is shown where its owner has it, through the typing of both', async () => {
  const { server, id } = await aServerWithDocument()
  const [ann, bob] = [await aPage(server, id), await aPage(server, id)]
  type(ann, 3, 'hello world')
  ann.client.setPresence({ anchor: 8, head: 8 }, 'editing')
  await bob.until(({ participants }) => participants[0]?.head === 8)
  type(bob, 3, '>> ')
  await ann.until(({ doc }) => doc?.textContent === '>> hello world')
  expect(bob.shown().participants[0]).toMatchObject({ head: 11, state: 'editing' })
  type(ann, 11, ' big')
  ann.client.setPresence({ anchor: 15, head: 15 }, 'editing')
  await bob.until(
    ({ doc, participants }) => doc?.textContent === '>> hello big world' && participants[0]?.head === 15,
  )
  ann.client.stop()
  await bob.until(({ participants }) => participants.length === 0)
})

async function aPage(server: TestServer, id: string, options: NodePageOptions = {}): Promise<NodePage> {
  const page = openPage(server.url, id, options)
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(({ status }) => status?.connection === 'live')
  return page
}

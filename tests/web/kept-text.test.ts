import { expect, test } from 'vitest'
import { readKeptText } from '../../web/kept-text.ts'
import { aDevice } from '../support/device.ts'
import { isAtRest, openPage } from '../support/node-page.ts'
import { aServerWithDocument, type } from '../support/server-document.ts'

test('what a device has of a document can be read without any server, unsent work in its place', async () => {
  const { server, id } = await aServerWithDocument()
  const device = aDevice()
  const tab = openPage(server.url, id, { ...device.page(id) })
  tab.client.start()
  await tab.until(isAtRest)
  type(tab, 3, 'sent ')
  await tab.until(({ status }) => status?.seq === 1)
  await server.close()
  await tab.until(({ status }) => status?.connection === 'reconnecting')
  type(tab, 8, 'unsent')
  await tab.until(({ status }) => status?.kept === 6)
  tab.client.stop()
  expect(await readKeptText(device.store, id)).toBe('\n\nsent unsent\n')
})

test('work whose copy is older is not lost from the text', async () => {
  const { server, id } = await aServerWithDocument()
  const device = aDevice()
  const tab = openPage(server.url, id, { ...device.page(id) })
  tab.client.start()
  await tab.until(isAtRest)
  await server.close()
  type(tab, 3, 'words')
  const [kept] = await device.until(id, ([one]) => one?.work.pending.length === 5)
  tab.client.stop()
  const older = {
    list: () => Promise.resolve(kept ? [kept] : []),
    newestBase: () => Promise.resolve(undefined),
  }
  expect(await readKeptText(older, id)).toContain('words')
})

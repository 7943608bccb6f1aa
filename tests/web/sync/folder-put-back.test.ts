import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { DocumentId } from '../../../document/protocol/ids.ts'
import { schema } from '../../../document/schema/schema.ts'
import { auditDatabase } from '../../support/audit.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { createGate } from '../../support/gate.ts'
import { isAtRest, type NodePage, openPage } from '../../support/node-page.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer, type TestServer } from '../../support/server.ts'

/** A document with `kept ` in it, and a copy of its data folder made while the server was down. */
async function aCopiedFolder() {
  const first = await startServer()
  const made = await createApi({ base: first.url, fetch: createCookieFetch() }).createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  const { id } = made.value
  const founder = openPage(first.url, id)
  founder.client.start()
  await founder.until(isAtRest)
  type(founder, 3, 'kept ')
  await founder.until((shown) => isAtRest(shown) && shown.status?.seq === 1)
  founder.client.stop()
  await first.close()
  const past = `${first.folder}-past`
  onTestFinished(() => rmSync(past, { recursive: true, force: true }))
  execFileSync('cp', ['-r', first.folder, past])
  return { server: await first.restart(), id, past }
}

/** Stops the server, puts the older folder in its place with `cp -r`, and starts it again. */
async function putBack(server: TestServer, past: string): Promise<TestServer> {
  await server.close()
  rmSync(server.folder, { recursive: true })
  execFileSync('cp', ['-r', past, server.folder])
  return server.restart()
}

async function aPage(server: TestServer, id: string) {
  const gate = createGate(createCookieFetch())
  const page = openPage(server.url, id, { fetch: gate.fetch })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(isAtRest)
  return { ...page, gate }
}

function type(page: NodePage, at: number, text: string): void {
  page.edit((transform) => {
    for (const [i, letter] of [...text].entries()) transform.insert(at + i, schema.text(letter))
  })
}

/** Others write a commit for each letter. */
async function writeBeyond(server: TestServer, id: string, letters: string): Promise<NodePage> {
  const bob = await aPage(server, id)
  for (const letter of letters) {
    const seq = bob.shown().status?.seq ?? 0
    type(bob, 3, letter)
    await bob.until((shown) => isAtRest(shown) && shown.status?.seq === seq + 1)
  }
  return bob
}

/** The page goes on where everyone is now, and what it writes there is recorded once. */
async function expectToGoOn(server: TestServer, id: string, page: NodePage, other: NodePage) {
  type(page, 3, 'on ')
  await page.until(isAtRest)
  const text = page.shown().doc?.textContent
  const { doc } = await other.until((shown) => shown.doc?.textContent === text)
  expect(doc?.toJSON()).toEqual(page.shown().doc?.toJSON())
  expect(server.store.log.version(id as DocumentId)?.doc.toJSON()).toEqual(doc?.toJSON())
  expect(auditDatabase(join(server.folder, 'samepage.sqlite')).faults).toEqual([])
}

test('S5 a folder put back while others write past this page is noticed by its stream: unsent work is offered', async () => {
  const { server, id, past } = await aCopiedFolder()
  const ann = await aPage(server, id)
  type(ann, 8, 'lost with the disk')
  await ann.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  ann.gate.setEvents('cut')
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  type(ann, 3, 'unsent ')
  const restored = await putBack(server, past)
  const bob = await writeBeyond(restored, id, 'xxxxxxxxxxxxxxxxxxxx')

  ann.gate.setEvents('open')
  ann.client.wake()
  const { doc, residue } = await ann.until((shown) => isAtRest(shown) && shown.residue.length > 0)
  expect(doc?.textContent).toBe(`${'x'.repeat(20)}kept `)
  expect(residue).toMatchObject([{ text: 'unsent ', reason: 'unfit' }])
  expect(bob.shown().residue).toEqual([])
  await expectToGoOn(restored, id, ann, bob)
})

test('C11 a folder put back is noticed by a commit that was under way: it is refused, not merged, and offered', async () => {
  const { server, id, past } = await aCopiedFolder()
  const ann = await aPage(server, id)
  type(ann, 8, 'lost with the disk')
  await ann.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  ann.gate.setCommits('cut')
  const sending = ann.gate.nextCommit()
  type(ann, 8, 'under way ')
  await sending
  ann.gate.setEvents('cut')
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  const restored = await putBack(server, past)
  const bob = await writeBeyond(restored, id, 'xyz')

  // Only the commit gets through, and what it is told is all that tells of the other log.
  ann.gate.setCommits('open')
  ann.client.wake()
  await ann.until(({ doc }) => doc?.textContent === 'zyxkept ')
  ann.gate.setEvents('open')
  ann.client.wake()
  const { residue } = await ann.until((shown) => isAtRest(shown) && shown.residue.length > 0)
  expect(residue).toMatchObject([{ text: 'under way ', reason: 'unfit' }])
  expect(restored.store.log.version(id as DocumentId)?.doc.textContent).toBe('zyxkept ')
  await expectToGoOn(restored, id, ann, bob)
})

test('S5 a folder put back to before what this page has seen is noticed, though nobody wrote since', async () => {
  const { server, id, past } = await aCopiedFolder()
  const ann = await aPage(server, id)
  type(ann, 8, 'lost with the disk')
  await ann.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  const restored = await putBack(server, past)
  ann.client.wake()
  await ann.until((shown) => isAtRest(shown) && shown.doc?.textContent === 'kept ')
  const bob = await aPage(restored, id)
  await expectToGoOn(restored, id, ann, bob)
})

test('D8 a commit that was acknowledged and then lost with the server’s disk is sent again', async () => {
  const { server, id, past } = await aCopiedFolder()
  const ann = await aPage(server, id)
  ann.gate.setEvents('deaf')
  type(ann, 8, 'acknowledged')
  await ann.until(({ status }) => status?.unsaved === 0)
  expect(ann.shown().status).toMatchObject({ connection: 'live', seq: 1 })
  ann.gate.setEvents('cut')
  await ann.until(({ status }) => status?.connection === 'reconnecting')
  const restored = await putBack(server, past)
  ann.gate.setEvents('open')
  ann.client.wake()
  await ann.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  expect(restored.store.log.version(id as DocumentId)?.doc.textContent).toBe('kept acknowledged')
  await expectToGoOn(restored, id, ann, await aPage(restored, id))
})

test('S5 a page that loads the other log slowly stays at it, however often somebody looks at it meanwhile', async () => {
  const { server, id, past } = await aCopiedFolder()
  const loads: (() => void)[] = []
  let isSlow = false
  const gate = createGate(createCookieFetch())
  const page = openPage(server.url, id, {
    async fetch(input, init) {
      const isLoad = new URL(String(input)).pathname === `/api/documents/${id}`
      if (isSlow && isLoad) await new Promise<void>((resolve) => loads.push(resolve))
      return gate.fetch(input, init)
    },
  })
  onTestFinished(() => page.client.stop())
  page.client.start()
  await page.until(isAtRest)
  type(page, 8, 'lost with the disk')
  await page.until((shown) => isAtRest(shown) && shown.status?.seq === 2)
  gate.setCommits('cut')
  const sending = gate.nextCommit()
  type(page, 8, 'under way ')
  await sending
  const restored = await putBack(server, past)
  isSlow = true
  gate.setCommits('open')
  page.client.wake()
  await page.until(({ status }) => status?.isLoaded === false)
  for (let look = 0; look < 8; look++) {
    page.client.wake()
    // Time enough for an answer to come and go.
    for (let request = 0; request < 3; request++) await page.api.me()
  }
  isSlow = false
  for (const load of loads) load()
  const { residue } = await page.until(
    (shown) => shown.status?.halt !== undefined || (isAtRest(shown) && shown.residue.length > 0),
  )
  expect(page.shown().status?.halt).toBeUndefined()
  expect(residue).toMatchObject([{ text: 'under way ', reason: 'unfit' }])
  await expectToGoOn(restored, id, page, await aPage(restored, id))
})

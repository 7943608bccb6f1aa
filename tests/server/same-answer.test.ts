import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { aCommitOn, aVisitor, createDocument, readLog, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Ann's document, and the bytes of a commit of somebody who keeps no cookie. */
async function aCommitWithoutCookie() {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const json = await aCommitOn(ann, id, { client: 'a-script-1', steps: [{ run: { at: 3, text: 'once' } }] })
  const body = JSON.stringify(json)
  const path = `/api/documents/${id}/commits`
  return { server, ann, id, body, path, post: (url = server.url) => sendNew(url, path, body) }
}

/** Each time somebody new: a program that keeps no cookie. */
function sendNew(url: string, path: string, body: string) {
  return aVisitor(url).post(path, { headers: JSON_TYPE, body })
}

test('C6 a commit whose answer was lost has the same one without the cookie, after a restart and in the trash', async () => {
  const { server, ann, id, post } = await aCommitWithoutCookie()
  const first = await post()
  expect(first.status).toBe(201)
  const again = [await post(), await post()]
  for (let i = 0; i < 3; i++) await type(ann, id, 'later', 3)
  again.push(await post())
  await ann.put(`/api/documents/${id}/trash`)
  again.push(await post())
  const { url } = await server.restart()
  again.push(await post(url))
  expect(again.map(({ status, text }) => [status, text])).toEqual(again.map(() => [200, first.text]))
  expect((await readLog(aVisitor(url), id)).filter(({ kind }) => kind === 'commit')).toHaveLength(4)
})

test('C6 sent many times at one moment without a cookie it is recorded once, and all have its answer', async () => {
  const { ann, id, post } = await aCommitWithoutCookie()
  const replies = await Promise.all(Array.from({ length: 20 }, () => post()))
  expect(replies.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(await readLog(ann, id)).toHaveLength(1)
})

test('C6 a commit that was refused leaves its client to whoever sends it mended', async () => {
  const { body, path, post, server } = await aCommitWithoutCookie()
  const ahead = JSON.stringify({ ...JSON.parse(body), base: 9 })
  expect((await sendNew(server.url, path, ahead)).code).toBe('ahead')
  expect((await post()).status).toBe(201)
})

test('C6 C7 what was recorded under older rules has its answer, and other bytes under its id are told so', async () => {
  const { server, id, body, path } = await aCommitWithoutCookie()
  const commit = JSON.parse(body) as PostCommit
  // As a version that took one field more would have kept it.
  const old = JSON.stringify({ ...commit, mood: 'cheerful' })
  const requestHash = createHash('sha256').update(old).digest('hex').slice(0, 18)
  const person = 'somebodyelse' as PersonId
  await server.store.log.record({ document: id as DocumentId, person, commit, requestHash })
  expect((await sendNew(server.url, path, old)).status).toBe(200)
  const other = await sendNew(server.url, path, JSON.stringify({ ...commit, mood: 'sad' }))
  expect([other.status, other.code]).toEqual([422, 'id-reused'])
})

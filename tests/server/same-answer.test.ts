import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { createHandClock } from '../support/hand-clock.ts'
import {
  type Ask,
  aCommitOn,
  aVisitor,
  createDocument,
  readDocument,
  readLog,
  type,
} from '../support/http.ts'
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

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
const PICTURE = `data:image/png;base64,${Buffer.alloc(150_000, 7).toString('base64')}`

test.each<[string, string, (source: string) => [string, Ask]]>([
  ['D2', 'of nothing', () => ['/api/documents', { json: { id: ID } }]],
  ['D2', 'of Markdown', () => ['/api/documents', { json: { id: ID, markdown: '# A\n\n<b>b</b>\n' } }]],
  ['D2 T1', 'of HTML', () => html('<p>a</p><canvas></canvas>')],
  ['D2 T1', 'of HTML with a picture', () => html(`<h1>A</h1><img src="${PICTURE}"><canvas></canvas>`)],
  ['H8', 'as a copy', (source) => [`/api/documents/${source}/copies`, { json: { id: ID } }]],
])(
  '%s a document made %s has its first answer for ever, and for whoever asks again',
  async (_rule, _how, toAsk) => {
    const server = await startServer()
    const ann = aVisitor(server.url)
    const { id: source } = await createDocument(ann, { title: 'Source' })
    const [path, ask] = toAsk(source)
    const send = (url = server.url) => aVisitor(url).post(path, ask)
    const first = await ann.post(path, ask)
    expect(first.status).toBe(201)
    const { seq } = await readDocument(ann, ID)
    const again = [await send()]
    await type(ann, ID, 'Other ', 1)
    again.push(await send())
    await ann.put(`/api/documents/${ID}/trash`)
    again.push(await send())
    const { url } = await server.restart()
    again.push(await send(url))
    expect(again.map(({ status, text }) => [status, text])).toEqual(again.map(() => [201, first.text]))
    expect((await readDocument(aVisitor(url), ID)).seq).toBe(seq + 2)
  },
)

function html(body: string): [string, Ask] {
  return [`/api/documents?id=${ID}`, { headers: { 'content-type': 'text/html' }, body }]
}

test('D2 what a document was made of under older rules is answered, though it is refused now', async () => {
  const { store, url } = await startServer()
  const json = { id: ID, markdown: 'old', mood: 'cheerful' }
  const requestHash = createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 18)
  store.log.create({ id: ID as DocumentId, person: 'somebodyelse' as PersonId, requestHash })
  expect((await aVisitor(url).post('/api/documents', { json })).status).toBe(201)
})

test('T6 a whole text has its first answer for ever, also without the cookie and far behind', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann, { markdown: 'one\n\ntwo\n' })
  const send = (url = server.url) =>
    aVisitor(url).put(`/api/documents/${id}?base=1&id=my-script-01`, {
      headers: { 'content-type': 'text/markdown' },
      body: 'one\n\n<canvas>two</canvas> and three\n',
    })
  const first = await send()
  expect(first.status).toBe(201)
  for (let i = 0; i < 201; i++) await type(ann, id, 'x', 3)
  const again = [await send()]
  await ann.put(`/api/documents/${id}/trash`)
  again.push(await send())
  again.push(await send((await server.restart()).url))
  expect(again.map(({ status, text }) => [status, text])).toEqual(again.map(() => [200, first.text]))
})

test('H7 D2 the id of a document that was deleted for ever is never used again', async () => {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const [ann, eve] = [aVisitor(server.url), aVisitor(server.url)]
  const make = (by: typeof eve, json: object) => by.post('/api/documents', { json })
  const first = { id: ID, markdown: 'by Ann' }
  const second = { id: `${'B'.repeat(21)}A`, markdown: 'by Ann' }
  for (const json of [first, second]) {
    await make(ann, json)
    await ann.put(`/api/documents/${json.id}/trash`)
  }
  await ann.delete(`/api/documents/${ID}`)
  clock.turn(32 * 86_400_000)
  const source = (await createDocument(eve)).id
  const { url } = await server.restart()
  const late = aVisitor(url, eve.cookie())
  for (const { id } of [first, second]) {
    const tries = [
      await make(late, { id, markdown: 'by Eve' }),
      await make(late, { id, markdown: 'by Ann' }),
      await late.post(`/api/documents/${source}/copies`, { json: { id } }),
      await late.post(`/api/documents?id=${id}`, { headers: { 'content-type': 'text/html' }, body: '<p>a' }),
    ]
    expect(tries.map(({ code }) => code)).toEqual(tries.map(() => 'document-exists'))
    expect((await late.get(`/api/documents/${id}`)).code).toBe('not-found')
  }
})

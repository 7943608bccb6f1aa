import { expect, test } from 'vitest'
import type { CommitAnswer } from '../../document/protocol/post-commit.ts'
import type { ResidueList } from '../../document/protocol/residue.ts'
import {
  aCommitOn,
  aVisitor,
  clientOf,
  createDocument,
  readDocument,
  readLog,
  type,
} from '../support/http.ts'
import { startServer } from '../support/server.ts'

async function aPage() {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const post = (json: unknown, by = ann) => by.post(`/api/documents/${id}/commits`, { json })
  return { server, ann, id, post }
}

test('C1 commits of several people at once get dense numbers', async () => {
  const { server, ann, id } = await aPage()
  const people = [ann, aVisitor(server.url), aVisitor(server.url)]
  for (const person of people) await person.get('/api/me')
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => type(people[i % 3] ?? ann, id, String(i % 10))),
  )
  expect(answers.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 1),
  )
  expect((await readLog(ann, id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
})

test('C3 a run is one insertion for each code point', async () => {
  const { ann, id, post } = await aPage()
  const reply = await post(await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'a😀é' } }] }))
  expect(reply.status).toBe(201)
  expect(JSON.stringify((await readDocument(ann, id)).doc)).toContain('"a😀é"')
  const unsound = { stepType: 'nothing' }
  const refused = await post(await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'a😀é' } }, unsound] }))
  expect(refused.json()).toMatchObject({ error: { code: 'unsound-step', index: 3 } })
})

test('C5 a field that is missing, unknown or ill-formed is named', async () => {
  const { ann, id, post } = await aPage()
  const { client: _client, ...missing } = await aCommitOn(ann, id)
  const named = async (json: unknown) =>
    (await post(json)).json<{ error: { code: string; reason: string } }>().error
  expect(await named(missing)).toMatchObject({
    code: 'invalid-request',
    reason: expect.stringMatching(/^client:/),
  })
  expect((await named(await aCommitOn(ann, id, { colour: 1 }))).reason).toMatch(/^colour:/)
  expect((await named(await aCommitOn(ann, id, { base: 1.5 }))).reason).toMatch(/^base:/)
  expect((await named(await aCommitOn(ann, id, { steps: [7] }))).reason).toMatch(/^steps\.0:/)
  expect((await named([])).code).toBe('invalid-request')
  const deep = `{"tags":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
  const headers = { 'content-type': 'application/json' }
  expect((await ann.post(`/api/documents/${id}/commits`, { body: deep, headers })).code).toBe(
    'invalid-request',
  )
})

test('C6 a commit sent twice is recorded once, 201 and then 200 with the same body', async () => {
  const { server, ann, id, post } = await aPage()
  const commit = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'hi' } }] })
  const first = await post(commit)
  await type(ann, id, '!')
  const again = await post(commit)
  await server.restart()
  const later = await post(commit)
  expect([first.status, again.status, later.status]).toEqual([201, 200, 200])
  expect([again.text, later.text]).toEqual([first.text, first.text])
  expect(await readLog(ann, id)).toHaveLength(2)
})

test('C7 a known id with other bytes is refused, be it one space', async () => {
  const { ann, id, post } = await aPage()
  const commit = await aCommitOn(ann, id, { steps: [{ run: { at: 3, text: 'hi' } }] })
  await post(commit)
  const headers = { 'content-type': 'application/json' }
  const body = `${JSON.stringify(commit)} `
  const refused = await ann.post(`/api/documents/${id}/commits`, { body, headers })
  expect([refused.status, refused.code]).toEqual([422, 'id-reused'])
})

test('C8 C9 what two people did at once is merged, and what found no place is reported and kept', async () => {
  const { server, ann, id, post } = await aPage()
  const bob = aVisitor(server.url)
  await type(ann, id, 'hello world')
  const fromAnn = await aCommitOn(ann, id, {
    steps: [{ run: { at: 8, text: 'X' } }, { run: { at: 15, text: '!' } }],
  })
  const deleting = { stepType: 'replace', from: 6, to: 12 }
  expect((await post(await aCommitOn(bob, id, { steps: [deleting] }), bob)).status).toBe(201)
  const reply = await post(fromAnn)
  expect(reply.status).toBe(201)
  expect(reply.json<CommitAnswer>().dropped).toEqual([{ index: 0, reason: 'deleted' }])
  expect((await readLog(ann, id)).at(-1)).toMatchObject({
    seq: 3,
    dropped: [{ index: 0, reason: 'deleted' }],
  })
  expect(JSON.stringify((await readDocument(ann, id)).doc)).toContain('"helld!"')
  const kept = await ann.get(`/api/documents/${id}/residue`)
  expect(kept.json<ResidueList>().residue).toMatchObject([{ seq: 3, reason: 'deleted', text: 'X' }])
})

test('C15 C16 a block moves while others write in it: their words follow, and nothing is torn', async () => {
  const { server, ann, id, post } = await aPage()
  const bob = aVisitor(server.url)
  const paragraph = (content: string) => ({ type: 'paragraph', content: [{ type: 'text', text: content }] })
  const blocks = {
    stepType: 'replace',
    from: 2,
    to: 4,
    slice: { content: ['ab', 'cd', 'ef'].map(paragraph) },
  }
  await post(await aCommitOn(ann, id, { steps: [blocks] }))
  const typing = { run: { at: 12, text: 'X' } }
  const deletion = { stepType: 'replace', from: 8, to: 12 }
  const fromAnn = await aCommitOn(ann, id, { steps: [typing, deletion] })
  const move = { stepType: 'move', from: 10, to: 14, at: 2 }
  expect((await post(await aCommitOn(bob, id, { steps: [move] }), bob)).status).toBe(201)
  expect((await post(fromAnn)).json<CommitAnswer>().dropped).toEqual([{ index: 1, reason: 'unfit' }])
  const { text } = await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/plain' } })
  expect(text).toMatch(/eXf\s+ab\s+cd/)
  expect((await readLog(ann, id))[1]).toMatchObject({ steps: [move] })
})

test('C10 a client id belongs to who used it first, in commits, streams and presence', async () => {
  const { server, ann, id, post } = await aPage()
  const bob = aVisitor(server.url)
  await bob.get('/api/me')
  await type(ann, id, 'a')
  const client = clientOf(ann)
  const put = { client, seq: 0, anchor: null, head: null, state: 'reading' }
  const replies = [
    await post(await aCommitOn(bob, id, { client }), bob),
    await bob.get(`/api/documents/${id}/events?client=${client}`, {
      headers: { accept: 'text/event-stream' },
    }),
    await bob.put(`/api/documents/${id}/presence`, { json: put }),
    await bob.delete(`/api/documents/${id}/presence/${client}`),
  ]
  expect(replies.map(({ status, code }) => [status, code])).toEqual(replies.map(() => [403, 'client-taken']))
  const restarted = await server.restart()
  const later = await aVisitor(restarted.url, bob.cookie()).post(`/api/documents/${id}/commits`, {
    json: await aCommitOn(bob, id, { client }),
  })
  expect(later.code).toBe('client-taken')
})

test('C13 what a client dropped itself is kept for its author, who alone sees and removes it', async () => {
  const { server, ann, id, post } = await aPage()
  const bob = aVisitor(server.url)
  await bob.get('/api/me')
  const lost = [{ reason: 'deleted', text: 'my lost words' }]
  expect((await post(await aCommitOn(ann, id, { lost }))).status).toBe(201)
  const residue = `/api/documents/${id}/residue`
  const list = async (of: typeof ann) => (await of.get(residue)).json<ResidueList>().residue
  const [item] = await list(ann)
  expect(item).toMatchObject({ reason: 'deleted', text: 'my lost words', seq: 1 })
  expect(await list(bob)).toEqual([])
  expect((await bob.delete(`${residue}/${item?.n}`)).code).toBe('not-found')
  expect((await ann.delete(`${residue}/${item?.n}`)).status).toBe(204)
  expect(await list(ann)).toEqual([])
})

import { expect, test } from 'vitest'
import type { DocumentRewritten } from '../../document/protocol/put-document.ts'
import {
  aCommitOn,
  aVisitor,
  createDocument,
  readDocument,
  readLog,
  type,
  type Visitor,
} from '../support/http.ts'
import { startServer } from '../support/server.ts'

const TEXT = '# Plan\n\nfirst line here\n\nsecond line here\n\n- [ ] a\n- [ ] b\n'

function put(ann: Visitor, id: string, body: string, query: string, headers: Record<string, string> = {}) {
  return ann.put(`/api/documents/${id}${query}`, {
    body,
    headers: { 'content-type': 'text/markdown', ...headers },
  })
}

async function markdownOf(ann: Visitor, id: string): Promise<string> {
  return (await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/markdown' } })).text
}

test('T5 a whole text is a small change, and what others wrote since its base stays', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: TEXT })
  await type(aVisitor(ann.url), id, 'My ', 1)
  await type(ann, id, 'very ', 10)
  const after = TEXT.replace('second line', 'second row').replace('[ ] b', '[x] b')
  const reply = await put(ann, id, after, '?base=1')
  expect(reply.status).toBe(201)
  expect(reply.json<DocumentRewritten>()).toMatchObject({ seq: 4, dropped: [], steps: 2, losses: [] })
  expect(await markdownOf(ann, id)).toBe(
    '# My Plan\n\nvery first line here\n\nsecond row here\n\n- [ ] a\n- [x] b\n',
  )
})

test('T5 C15 what somebody writes in a block goes along when a text moves it, whoever is first', async () => {
  const ann = aVisitor((await startServer()).url)
  const moved = '# Plan\n\nsecond line here\n\n- [ ] a\n- [ ] b\n\nfirst line here\n'
  const expected = moved.replace('first', 'very first')
  for (const isTypedFirst of [true, false]) {
    const { id } = await createDocument(ann, { markdown: TEXT })
    const json = await aCommitOn(ann, id, { steps: [{ run: { at: 7, text: 'very ' } }] })
    const typed = () => ann.post(`/api/documents/${id}/commits`, { json })
    if (isTypedFirst) await typed()
    const reply = await put(ann, id, moved, '?base=1')
    expect(reply.json<DocumentRewritten>()).toMatchObject({ steps: 1, dropped: [] })
    if (!isTypedFirst) expect((await typed()).json()).toMatchObject({ dropped: [] })
    expect(await markdownOf(ann, id)).toBe(expected)
  }
})

test('T5 the entity tag that came with a text says which version it was made from', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: TEXT })
  const read = await ann.get(`/api/documents/${id}`, { headers: { accept: 'text/markdown' } })
  await type(ann, id, 'My ', 1)
  const reply = await put(ann, id, `${read.text}\nend\n`, '', { 'if-match': read.headers.get('etag') ?? '' })
  expect(reply.json<DocumentRewritten>()).toMatchObject({ seq: 3, steps: 1 })
  expect(await markdownOf(ann, id)).toBe(`${TEXT.replace('Plan', 'My Plan')}\nend\n`)
  const other = await put(ann, id, 'x', '', { 'if-match': '"AAAAAAAAAAAA-1-b-text-markdown"' })
  expect(other.code).toBe('epoch-changed')
})

test('T5 what a deleted place takes no more is told in dropped, and is kept for its author', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: TEXT })
  expect((await put(ann, id, '# Plan\n\nsecond line here\n\n- [ ] a\n- [ ] b\n', '?base=1')).status).toBe(201)
  const late = await put(ann, id, TEXT.replace('first line', 'first row'), '?base=1')
  expect(late.json<DocumentRewritten>().dropped).toEqual([{ index: 0, reason: 'deleted' }])
  const kept = (await ann.get(`/api/documents/${id}/residue`)).json<{ residue: { text: string }[] }>()
  expect(kept.residue.map((item) => item.text)).toEqual(['row'])
})

test('T6 the same text under the same id is recorded once; one that changes nothing not at all', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: TEXT })
  const first = await put(ann, id, '# Other\n', '?base=1&id=my-script-01')
  const again = await put(ann, id, '# Other\n', '?base=1&id=my-script-01')
  expect([first.status, again.status, again.text]).toEqual([201, 200, first.text])
  expect((await put(ann, id, '# Third\n', '?base=1&id=my-script-01')).code).toBe('id-reused')
  const same = await put(ann, id, '# Other\n', '?base=2')
  expect([same.status, same.json<DocumentRewritten>()]).toMatchObject([200, { seq: 2, steps: 0 }])
  expect(await readLog(ann, id)).toHaveLength(2)
})

test('T6 a large text is compared beside the event loop with the same result', async () => {
  const ann = aVisitor((await startServer()).url)
  const markdown = Array.from({ length: 2_000 }, (_, i) => `Paragraph ${i} of many.`).join('\n\n')
  const { id } = await createDocument(ann, { markdown })
  const reply = await put(ann, id, `${markdown.replace('1500 of', '1500 out of')}\n`, '?base=1')
  expect(reply.json<DocumentRewritten>()).toMatchObject({ seq: 2, steps: 1 })
  expect((await readDocument(ann, id)).seq).toBe(2)
})

test('T7 a text says which version it was made from, and that it is Markdown', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann, { markdown: TEXT })
  expect((await put(ann, id, 'x', '')).code).toBe('invalid-request')
  expect((await put(ann, id, 'x', '?base=one')).code).toBe('invalid-request')
  expect((await put(ann, id, 'x', '?base=1&id=short')).code).toBe('invalid-request')
  expect((await put(ann, id, 'x', '?base=7')).code).toBe('ahead')
  expect((await put(ann, id, 'x', '?base=1', { 'content-type': 'text/html' })).code).toBe(
    'unsupported-media-type',
  )
})

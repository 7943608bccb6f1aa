import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nextChain } from '../../db/chain.ts'
import { createEventTable } from '../../db/events.ts'
import { openDatabase } from '../../db/open-database.ts'
import { DATABASE_FILE } from '../../db/open-store.ts'
import { fold } from '../../document/commit/fold.ts'
import type { CommitAnswer } from '../../document/protocol/post-commit.ts'
import { MAX_DOCUMENT_NODES } from '../../document/schema/document-weight.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import { readEvent } from '../../web/sync/read-event.ts'
import { anId, aVisitor, clientOf, createDocument, readDocument, readLog, type } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const PARAGRAPHS = 200_000

/** Records event 2 as an earlier version did, which knew no limit on nodes: so many paragraphs behind the first. */
function recordWide(folder: string, id: string): void {
  const database = openDatabase(join(folder, DATABASE_FILE))
  const row = database
    .prepare(
      `SELECT e.*, d.key, c.id AS clientId, p.id AS personId FROM documents d JOIN events e ON e.document = d.key
       JOIN clients c ON c.key = e.client JOIN people p ON p.key = e.person WHERE d.id = ?`,
    )
    .get(id) as { key: number; client: number; person: number; at: number; chain: Buffer } & {
    clientId: string
    personId: string
  }
  const content = Array.from({ length: PARAGRAPHS }, () => ({ type: 'paragraph' }))
  const body = JSON.stringify({ steps: [{ stepType: 'replace', from: 5, to: 5, slice: { content } }] })
  const { key: document, client, person, at, clientId, personId } = row
  const told = { seq: 2, id: 'wide-commit', at, body }
  const chain = nextChain(row.chain, { ...told, client: clientId, person: personId })
  const event = {
    ...told,
    document,
    kind: 'commit',
    client,
    person,
    chain,
    requestHash: Buffer.alloc(9),
  } as const
  createEventTable(database).append(event)
  database.prepare('UPDATE documents SET head_seq = 2 WHERE key = ?').run(document)
  database.close()
}

test('D5 a step of 200,000 paragraphs that an earlier version recorded can be read, folded and written on', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  await type(ann, id, 'a')
  await server.close()
  recordWide(server.folder, id)
  const again = await startServer({ folder: server.folder })
  const late = aVisitor(again.url, ann.cookie())

  const versions = [
    await readDocument(late, id, 0),
    await readDocument(late, id, 1),
    await readDocument(late, id, 2),
  ]
  const blocks = versions.map(({ doc }) => (doc as { content: unknown[] }).content.length)
  expect(blocks).toEqual([2, 2, 2 + PARAGRAPHS])

  const events = await readLog(late, id)
  let folded = emptyDocument()
  for (const { kind, ...event } of events) folded = fold(folded, [...(readEvent(kind, event)?.steps ?? [])])
  expect(folded.toJSON()).toEqual(versions[2]?.doc)

  const { epoch, schema } = await readDocument(late, id, 0)
  const send = (base: number, at: number) => {
    const steps = [{ run: { at, text: 'b' } }]
    const json = { id: anId(), client: clientOf(late), epoch, schema, base, steps }
    return late.post(`/api/documents/${id}/commits`, { json })
  }
  // So much was written since that its author is to catch up and send it again.
  expect((await send(1, 4)).code).toBe('stale')
  for (const [base, seq] of [
    [2, 3],
    [2, 4],
  ] as const)
    expect((await send(base, 4)).json<CommitAnswer>().seq).toBe(seq)
})

test('a document of more nodes than may be is refused when it is made, at the limit it is taken', async () => {
  const ann = aVisitor((await startServer()).url)
  // The document, its title, and a paragraph with a piece of text for each line.
  const lines = (count: number): string => 'a\n\n'.repeat(count)
  const fits = (MAX_DOCUMENT_NODES - 2) / 2
  expect((await ann.post('/api/documents', { json: { markdown: lines(fits) } })).status).toBe(201)
  expect((await ann.post('/api/documents', { json: { markdown: lines(fits + 1) } })).code).toBe(
    'document-too-large',
  )
})

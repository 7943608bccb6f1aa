import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { firstChain, nextChain } from '../../db/chain.ts'
import { DATABASE_FILE } from '../../db/open-store.ts'
import { hashDocument } from '../../document/commit/hash.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { auditDatabase } from '../support/audit.ts'
import { commitsAfter } from '../support/logged-events.ts'
import {
  ANN,
  aCommit,
  aDocument,
  aDocumentId,
  aFolder,
  aStore,
  BOB,
  deleting,
  record,
  typing,
} from '../support/store.ts'

test('C1 a commit gets the next sequence number, dense from 1, and moves the head', async () => {
  const store = aStore()
  const id = aDocument(store)
  const first = await record(store, id, aCommit(store, id, [typing('a', 3)]))
  const second = await record(store, id, aCommit(store, id, [typing('b', 4)]))
  expect(first).toMatchObject({ kind: 'recorded', answer: { seq: 1, dropped: [] } })
  expect(second).toMatchObject({ kind: 'recorded', answer: { seq: 2 } })
  expect(store.log.version(id)?.doc.textContent).toBe('ab')
  expect(store.log.find(id)?.seq).toBe(2)
})

test('C6 a commit sent twice is recorded once and answered alike, also after a restart', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocument(store)
  const commit = aCommit(store, id, [typing('hello', 3)])
  const first = await record(store, id, commit)
  await record(store, id, aCommit(store, id, [typing('!', 8)]))
  const again = await record(store, id, commit)
  store.close()
  const reopened = aStore(folder)
  const later = await record(reopened, id, commit)
  expect(first.kind).toBe('recorded')
  for (const repeat of [again, later]) {
    expect(repeat).toEqual({ ...first, kind: 'repeated' })
  }
  expect(reopened.log.find(id)?.seq).toBe(2)
})

test('C7 an id with other bytes is refused and changes nothing', async () => {
  const store = aStore()
  const id = aDocument(store)
  const commit = aCommit(store, id, [typing('a', 3)])
  await record(store, id, commit)
  const before = store.log.find(id)
  const other = await record(store, id, aCommit(store, id, [typing('b', 3)], { id: commit.id }))
  expect(other).toMatchObject({ kind: 'refused', code: 'id-reused' })
  expect(store.log.find(id)).toEqual(before)
})

test('C8 a commit on an older version is rebased over what came since, its author never refused', async () => {
  const store = aStore()
  const id = aDocument(store)
  await record(store, id, aCommit(store, id, [typing('world', 3)]))
  await record(store, id, aCommit(store, id, [typing('hello ', 3)], { base: 0 }), ANN)
  await record(
    store,
    id,
    aCommit(store, id, [typing('!', 8)], { base: 1, client: 'client-of-bob' as never }),
    BOB,
  )
  expect(store.log.version(id)?.doc.textContent).toBe('hello world!')
})

test('C9 text typed where another person deleted is dropped with a reason and kept for its author', async () => {
  const store = aStore()
  const id = aDocument(store)
  await record(store, id, aCommit(store, id, [typing('abcdef', 3)]))
  const bob = { client: 'client-of-bob' as never, base: 1 }
  await record(store, id, aCommit(store, id, [deleting(4, 8)]))
  const late = [typing('X', 6), typing('Y', 7)]
  const outcome = await record(store, id, aCommit(store, id, late, bob), BOB)
  expect(outcome).toMatchObject({
    answer: {
      seq: 3,
      dropped: [
        { index: 0, reason: 'deleted' },
        { index: 1, reason: 'deleted' },
      ],
    },
  })
  expect(store.residue.list(id, BOB)).toMatchObject([{ text: 'XY', reason: 'deleted', seq: 3 }])
  expect(store.residue.list(id, ANN)).toEqual([])
  const [item] = store.residue.list(id, BOB)
  expect(store.residue.dismiss(id, ANN, item?.n ?? 0)).toBe(false)
  expect(store.residue.dismiss(id, BOB, item?.n ?? 0)).toBe(true)
  expect(store.residue.list(id, BOB)).toEqual([])
})

test('C10 a client id belongs to the person who used it first', async () => {
  const store = aStore()
  const id = aDocument(store)
  await record(store, id, aCommit(store, id, [typing('a', 3)]), ANN)
  const taken = await record(store, id, aCommit(store, id, [typing('b', 3)]), BOB)
  expect(taken).toMatchObject({ kind: 'refused', code: 'client-taken' })
})

test('C11 a base with another chain, epoch or schema, or beyond the head, is refused', async () => {
  const store = aStore()
  const id = aDocument(store)
  await record(store, id, aCommit(store, id, [typing('a', 3)]))
  const wrong = [
    [{ chain: 'AAAAAAAAAAAA' }, 'chain-broken'],
    [{ epoch: 'AAAAAAAAAAAA' }, 'epoch-changed'],
    [{ schema: '0' }, 'schema-changed'],
    [{ base: 2 }, 'ahead'],
  ] as const
  for (const [fields, code] of wrong) {
    const outcome = await record(store, id, aCommit(store, id, [typing('b', 3)], fields as never))
    expect(outcome).toMatchObject({ kind: 'refused', code })
  }
  expect(store.log.find(id)?.seq).toBe(1)
})

test('C12 a base more than 200 commits behind is stale, one of exactly 200 is rebased', async () => {
  const store = aStore()
  const id = aDocument(store)
  for (let i = 0; i < 201; i++) await record(store, id, aCommit(store, id, [typing('a', 3)]))
  const stale = await record(store, id, aCommit(store, id, [typing('b', 3)], { base: 0 }))
  const late = await record(store, id, aCommit(store, id, [typing('b', 3)], { base: 1 }))
  expect(stale).toMatchObject({ kind: 'refused', code: 'stale' })
  expect(late).toMatchObject({ kind: 'recorded', answer: { seq: 202 } })
})

test('S1 nothing is announced before it is recorded, and the commits of one turn are told once', async () => {
  const store = aStore()
  const id = aDocument(store)
  const turn = [typing('a', 3), typing('b', 3), typing('c', 3)].map((step) =>
    record(store, id, aCommit(store, id, [step])),
  )
  expect(store.announced).toEqual([])
  const outcomes = await Promise.all(turn)
  expect(outcomes.map((outcome) => ('answer' in outcome ? outcome.answer.seq : outcome))).toEqual([1, 2, 3])
  expect(store.announced).toEqual([{ id, head: 3 }])
})

test('D5 every version can be read again, by snapshot and replay, and every snapshot is the fold of the log', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocument(store)
  const texts = ['']
  for (let i = 1; i <= 450; i++) {
    await record(store, id, aCommit(store, id, [typing(String(i % 10), 2 + i)]))
    texts.push((texts[i - 1] ?? '') + String(i % 10))
  }
  store.close()
  const reopened = aStore(folder)
  for (const seq of [0, 1, 199, 200, 201, 399, 400, 449, 450]) {
    expect(reopened.log.version(id, seq)?.doc.textContent).toBe(texts[seq])
  }
  expect(reopened.log.version(id, 451)).toBeUndefined()
  const hashed = commitsAfter(reopened, id).filter(({ hash }) => hash !== undefined)
  expect(hashed.map(({ seq }) => seq)).toEqual([200, 400])
  for (const { seq, hash } of hashed) {
    const version = reopened.log.version(id, seq)
    expect(version && hashDocument(version.doc)).toBe(hash)
  }
})

test('D6 the chain covers every byte of every event', async () => {
  const store = aStore()
  const id = aDocument(store)
  for (let i = 0; i < 3; i++) await record(store, id, aCommit(store, id, [typing('a', 3)]))
  const found = store.log.find(id)
  const events = commitsAfter(store, id)
  let chain = firstChain(found?.epoch ?? '')
  for (const { seq, id: commit, client, person, at, steps } of events) {
    chain = nextChain(chain, {
      seq,
      id: commit,
      client,
      person: person.id,
      at,
      body: JSON.stringify({ steps }),
    })
    expect(chain.toString('base64url')).toBe(store.log.chainAt(id, seq))
  }
  expect(found?.chain).toBe(chain.toString('base64url'))
})

test('D2 a document made twice under one id is one document, and other content under that id is refused', () => {
  const store = aStore()
  const id = aDocumentId()
  const { doc, title, paragraph } = schema.nodes
  const content = doc.create(null, [title.create(null, schema.text('Plan')), paragraph.create()])
  const request = { id, person: ANN, requestHash: '01'.repeat(9), content }
  expect(store.log.create(request)).toEqual({ kind: 'created', title: 'Plan', seq: 1 })
  expect(store.log.create(request)).toEqual({ kind: 'repeated', title: 'Plan', seq: 1 })
  expect(store.log.create({ ...request, requestHash: '02'.repeat(9) })).toMatchObject({
    code: 'document-exists',
  })
  expect(store.log.version(id, 0)?.doc.eq(emptyDocument())).toBe(true)
  expect(store.log.find(id)).toMatchObject({ title: 'Plan', seq: 1 })
})

test('D7 one process owns a data folder; a second one is told so in words', () => {
  const store = aStore()
  expect(() => aStore(store.folder)).toThrow(/in use by another Samepage/)
  store.close()
  expect(() => aStore(store.folder)).not.toThrow()
})

test('D8 commits are durable by SQLite: WAL and synchronous FULL, also when the file is opened again', () => {
  const store = aStore()
  expect(store.pragmas()).toEqual({ journal_mode: 'wal', synchronous: 2 })
  store.close()
  expect(aStore(store.folder).pragmas()).toEqual({ journal_mode: 'wal', synchronous: 2 })
})

test('C10 somebody whose own client another took before ids were reserved makes documents again', () => {
  const folder = aFolder()
  const store = aStore(folder)
  aDocument(store, BOB)
  store.close()
  const database = new Database(join(folder, DATABASE_FILE))
  database.exec(`INSERT INTO clients (id, person) VALUES ('person-${ANN}', 1)`)
  database.close()
  const healed = aStore(folder)
  const id = aDocumentId()
  const request = { id, person: ANN, requestHash: '01'.repeat(9), content: emptyDocument() }
  expect(healed.log.create(request)).toMatchObject({ kind: 'created', seq: 1 })
  expect(healed.trash.move(id, ANN, true)).toBe(true)
  const events = healed.log.eventsAfter(id, 0, 10, 1e9).map(({ json }) => JSON.parse(json))
  expect(events).toMatchObject([{ client: `person:${ANN}` }, { client: `person:${ANN}` }])
  healed.close()
  expect(auditDatabase(join(folder, DATABASE_FILE)).faults).toEqual([])
})

import { expect, test } from 'vitest'
import type { Me } from '../../../document/protocol/person.ts'
import { createPlaces } from '../../../server/live/places.ts'
import type { Network } from '../../../server/network/network.ts'
import { createHandClock } from '../../support/hand-clock.ts'
import { aVisitor } from '../../support/http.ts'
import { startServer } from '../../support/server.ts'
import { aDocumentId } from '../../support/store.ts'
import { askFrom, askManyFrom, type StrangerAsk, type Told } from '../../support/stranger.ts'
import { pack } from '../../support/zips.ts'

const HERE = '127.0.0.2'
const THERE = '127.0.0.3'
const MAKE: StrangerAsk = { method: 'POST', path: '/api/documents', json: {} }
const RENAME: StrangerAsk = { method: 'PUT', path: '/api/me', json: { name: 'x', colour: 1 } }

/** As set by default, on a clock that stands still: nothing comes back unless it is turned. */
async function aServer(env: Record<string, string> = {}) {
  const clock = createHandClock()
  const server = await startServer({
    clock,
    env: { SAMEPAGE_REQUESTS_PER_SECOND: '5', SAMEPAGE_TRUSTED_PROXIES: 'none', ...env },
  })
  return { clock, ...server }
}

const taken = (told: Told[]): number => told.filter(({ status }) => status < 300).length

test('X9 who drops the cookie writes as often as their network may, and another network is not held up', async () => {
  const { clock, url } = await aServer()
  const told = await askManyFrom(HERE, url, 400, () => RENAME)
  expect(taken(told)).toBe(300)
  expect(told.at(-1)).toMatchObject({ status: 429, code: 'too-many-requests' })
  expect(told.at(-1)?.retryAfterS).toBeGreaterThan(0)
  expect((await askFrom(THERE, url, RENAME)).status).toBe(200)
  clock.turn(1_000)
  expect(taken(await askManyFrom(HERE, url, 100, () => RENAME))).toBe(50)
})

test('X9 who takes a new cookie for each request has no more than who has none', async () => {
  const { url } = await aServer()
  const cookies = (await askManyFrom(HERE, url, 360, () => ({ path: '/api/me' }))).map(({ cookie }) => cookie)
  expect(new Set(cookies).size).toBe(360)
  const told = await askManyFrom(HERE, url, 360, (i) => ({
    ...RENAME,
    headers: { cookie: cookies[i] ?? '' },
  }))
  expect(taken(told)).toBe(300)
})

test('X9 who is known by a cookie they use goes on writing while strangers of their network may not', async () => {
  const { clock, url } = await aServer()
  const { cookie } = await askFrom(HERE, url, { path: '/api/me' })
  const known: StrangerAsk = { ...RENAME, headers: { cookie } }
  expect(taken(await askManyFrom(HERE, url, 5, () => known))).toBe(5)
  await askManyFrom(HERE, url, 320, () => RENAME)
  expect((await askFrom(HERE, url, RENAME)).code).toBe('too-many-requests')
  clock.turn(6_000)
  await askManyFrom(HERE, url, 320, () => RENAME)
  expect(taken(await askManyFrom(HERE, url, 40, () => known))).toBe(30)
})

test('X9 documents are paid for one by one: a network without cookies makes so many, and so does one archive', async () => {
  const { clock, url } = await aServer()
  const told = await askManyFrom(HERE, url, 100, () => MAKE)
  expect(taken(told)).toBe(60)
  expect((await askFrom(THERE, url, MAKE)).status).toBe(201)

  const documents = Array.from({ length: 200 }, (_, i) => ({
    ...{ id: `${String(i).padStart(21, '0')}A`, title: 't', isStarred: false, folder: null, seq: 0 },
    ...{ markdown: `${i}.md`, json: `${i}.json` },
  }))
  const doc = { type: 'doc', content: [{ type: 'title' }, { type: 'paragraph' }] }
  const zip = await pack([
    [
      'manifest.json',
      JSON.stringify({ format: 'samepage-archive', version: 1, at: 0, documents, files: [] }),
    ],
    ...documents.map(({ json }) => [json, JSON.stringify({ doc })] as const),
  ])
  const ann = aVisitor(url)
  await ann.get('/api/me')
  const bring = () => ann.post('/api/archive', { body: zip, headers: { 'content-type': 'application/zip' } })
  const first = await bring()
  expect([first.status, first.json<{ documents: unknown[] }>().documents.length]).toEqual([201, 200])
  const again = await bring()
  expect(again.code).toBe('too-many-requests')
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(300)
  clock.turn(Number(again.headers.get('retry-after')) * 1_000)
  expect((await bring()).status).toBe(201)
})

test('A1 X9 ten documents of an archive are paid for as one question', async () => {
  const { url, store } = await aServer({ SAMEPAGE_REQUESTS_PER_SECOND: '1' })
  const ann = aVisitor(url)
  const { id: person } = (await ann.get('/api/me')).json<Me>()
  // Four at once for six seconds: 24 questions, of which six are asked before.
  for (let i = 0; i < 200; i++)
    store.log.create({ id: aDocumentId(), person, content: undefined, requestHash: '00'.repeat(9) })
  for (let i = 0; i < 5; i++) await ann.get('/api/me')
  expect((await ann.get('/api/archive')).status).toBe(200)
  expect((await ann.get('/api/me')).code).toBe('too-many-requests')
})

test('X9 an administrator who wants no limit has none', async () => {
  const { url } = await aServer({ SAMEPAGE_REQUESTS_PER_SECOND: '0' })
  expect(taken(await askManyFrom(HERE, url, 700, () => RENAME))).toBe(700)
})

test('X9 a school that comes in at one moment, all without a cookie, makes its documents and writes', async () => {
  // A tenth of 500 people at a tenth of the limits.
  const { url } = await aServer()
  const cookies = (await askManyFrom(HERE, url, 50, () => ({ path: '/' }))).map(({ cookie }) => cookie)
  const as = (i: number): Record<string, string> => ({ cookie: cookies[i] ?? '' })
  expect(taken(await askManyFrom(HERE, url, 50, (i) => ({ ...MAKE, headers: as(i) })))).toBe(50)
  for (let round = 0; round < 10; round++)
    expect(taken(await askManyFrom(HERE, url, 50, (i) => ({ ...RENAME, headers: as(i) })))).toBe(50)
})

test('X9 a trusted proxy tells networks apart, and whoever invents networks has no more than a few', async () => {
  const trusting = await aServer({ SAMEPAGE_TRUSTED_PROXIES: '127.0.0.9' })
  const from = (address: string): StrangerAsk => ({ ...RENAME, headers: { 'x-forwarded-for': address } })
  const behind = (address: string, times: number) =>
    askManyFrom('127.0.0.9', trusting.url, times, () => from(address))
  expect(taken(await behind('203.0.113.1', 320))).toBe(300)
  expect(taken(await behind('203.0.113.2', 1))).toBe(1)
  const invented = (i: number): StrangerAsk => from(`198.51.100.${i % 200}`)
  expect(taken(await askManyFrom(HERE, trusting.url, 400, invented))).toBe(300)
  expect(taken(await askManyFrom('127.0.0.9', trusting.url, 400, invented))).toBe(299)
})

test('X9 a list of many documents and clients is paid for as so many questions', async () => {
  const { url } = await aServer()
  const clients = Array.from({ length: 99 }, (_, i) => `client-number-${i}`).join('~')
  const path = `/api/events?documents=AAAAAAAAAAAAAAAAAAAAAA:0:::${clients}`
  const page = { path, headers: { accept: 'application/json' } }
  expect(taken(await askManyFrom(HERE, url, 40, () => page))).toBe(12)
})

test('X8 who is not known has a tenth of all places in one network, three quarters in all, and the others find one', () => {
  const places = createPlaces(10_000)
  const some = (network: string, count: number, isKnown: boolean): number => {
    let given = 0
    for (let i = 0; i < count; i++) {
      const visitor = { person: `${network}-${i % 5_000}-${isKnown}`, network, isKnown }
      try {
        places.take(visitor as never)
        given += 1
      } catch {
        break
      }
    }
    return given
  }
  expect(some('school', 2_000, false)).toBe(1_000)
  expect(some('school', 500, true)).toBe(500)
  for (let i = 0; i < 20; i++) some(`bot-${i}`, 1_000, false)
  expect(some('new', 10, false)).toBe(0)
  expect(some('school', 5_000, true)).toBe(2_000)
})

test('X8 in a small house everybody of one network has all places', () => {
  const places = createPlaces(100)
  const take = (i: number) =>
    places.take({ person: `p${i}` as never, network: 'n' as Network, isKnown: false })
  const given = Array.from({ length: 100 }, (_, i) => take(i))
  expect(() => take(100)).toThrow('too-many-streams')
  given[7]?.()
  given[7]?.()
  take(101)
  expect(() => take(102)).toThrow('too-many-streams')
})

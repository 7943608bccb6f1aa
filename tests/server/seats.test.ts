import { expect, test } from 'vitest'
import type { Participant } from '../../document/protocol/presence.ts'
import { findSeat, type ShownSeat, type Sitter } from '../../server/live/make-room.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { askManyFrom } from '../support/stranger.ts'
import { openReader } from '../support/stream-reader.ts'

const sitter = (person: string, network: string, isKnown: boolean) =>
  ({ person, network, isKnown }) as unknown as Sitter
const seated = (count: number, toSitter: (i: number) => Sitter): ShownSeat<number>[] =>
  Array.from({ length: count }, (_, i) => ({ key: i, sitter: toSitter(i), movedAt: i }))

test('P7 of a full room whoever has most pages gives the one they moved in longest ago', () => {
  const shown = seated(200, (i) => sitter(i < 5 ? 'ann' : i < 9 ? 'bob' : `p${i}`, 'home', true))
  expect(findSeat(shown.slice(1), sitter('new', 'home', true))).toBe(undefined)
  expect(findSeat(shown, sitter('new', 'home', true))).toBe(0)
  expect(findSeat(shown, sitter('bob', 'home', true))).toBe(0)
})

test('P7 of a full room where nobody has two, invented people give a seat, and nobody else', () => {
  const invented = seated(200, (i) => sitter(`p${i}`, i < 50 ? 'home' : 'attacker', i < 50))
  expect(findSeat(invented, sitter('new', 'attacker', false))).toBe('full')
  expect(findSeat(invented, sitter('new', 'attacker', true))).toBe(50)
  expect(findSeat(invented, sitter('new', 'elsewhere', false))).toBe(50)
  const school = seated(200, (i) => sitter(`p${i}`, 'school', true))
  expect(findSeat(school, sitter('new', 'attacker', false))).toBe('full')
})

test('P7 200 invented clients do not keep anybody else from being seen', async () => {
  const clock = createHandClock()
  const server = await startServer({ clock, env: { SAMEPAGE_TRUSTED_PROXIES: 'none' } })
  const ann = aVisitor(server.url)
  const { id } = await createDocument(ann)
  const put = (i: number) => ({
    ...{ method: 'PUT', path: `/api/documents/${id}/presence` },
    json: { client: `invented-${i}`, seq: 0, anchor: null, head: null, state: 'reading' },
  })
  const told = await askManyFrom('127.0.0.2', server.url, 210, put)
  expect(told.filter(({ status }) => status !== 204)).toEqual([])
  const headers = { cookie: ann.cookie() }
  const stream = await openReader(`${server.url}/api/documents/${id}/events?client=client-of-ann`, headers)
  const hello = (await stream.next())?.data as { present: Participant[] }
  expect(hello.present).toHaveLength(200)
  expect(hello.present.map(({ client }) => client)).toContain('client-of-ann')
})

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { COLOURS, type Me } from '../../document/protocol/person.ts'
import { ENGLISH_ANIMALS, GERMAN_ANIMALS } from '../../server/guest-words.ts'
import { aVisitor, createDocument, readDocument, readLog, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

test('X3 a browser is known by a signed cookie that no script reads', async () => {
  const { url } = await startServer()
  const reply = await fetch(`${url}/`)
  const cookie = reply.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^samepage=[\w-]{12}\.[\w-]{43}; Path=\/; Max-Age=\d{8}; HttpOnly; SameSite=Lax$/)
  const secure = await fetch(`${url}/`, { headers: { 'x-forwarded-proto': 'https' } })
  expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/)
  const again = await fetch(`${url}/api/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } })
  expect(again.headers.get('set-cookie')).toBeNull()
  expect(((await again.json()) as Me).id).toBe(/samepage=([\w-]{12})/.exec(cookie)?.[1])
})

test('X3 a forged cookie is replaced, and a real one outlives the process', async () => {
  const server = await startServer()
  const ann = aVisitor(server.url)
  const me = (await ann.get('/api/me')).json<Me>()
  const [id, signature] = ann.cookie().replace('samepage=', '').split('.')
  const forgeries = [
    `samepage=annannannann.${signature}`,
    `samepage=${id}`,
    `samepage=${id}.`,
    `samepage=${id}.${'A'.repeat(43)}`,
    `samepage=${id}.${signature}x`,
    'samepage=',
  ]
  for (const forged of forgeries) {
    const reply = await aVisitor(server.url, forged).get('/api/me')
    expect(reply.headers.get('set-cookie')).toMatch(/^samepage=/)
    expect(reply.json<Me>().id).not.toBe(me.id)
  }
  await server.restart()
  expect((await ann.get('/api/me')).json()).toEqual(me)
})

test('X3 of several cookies of our name the one that we signed counts, that for this host alone first', async () => {
  const { url } = await startServer()
  const https = { 'x-forwarded-proto': 'https' }
  const idOf = async (cookie: string) => {
    const response = await fetch(`${url}/api/me`, { headers: { cookie, ...https } })
    return [((await response.json()) as Me).id, response.headers.getSetCookie().length]
  }
  const [ann, eve] = [aVisitor(url), aVisitor(url)]
  const { id } = (await ann.get('/api/me')).json<Me>()
  await eve.get('/api/me')
  expect(await idOf(`samepage=bad; ${ann.cookie()}`)).toEqual([id, 0])
  expect(await idOf(`${ann.cookie()}; samepage=bad; other=1`)).toEqual([id, 0])
  // As a neighbouring subdomain plants one, which browsers may send first.
  expect(await idOf(`${eve.cookie()}; __Host-${ann.cookie()}`)).toEqual([id, 0])
  const page = await fetch(url, { headers: { cookie: ann.cookie(), ...https } })
  expect(page.headers.getSetCookie()).toEqual([
    expect.stringMatching(new RegExp(`^__Host-${ann.cookie().replace('.', '\\.')}; Path=/; .*; Secure$`)),
  ])
})

test('X4 of somebody who only looks nothing is stored', async () => {
  const server = await startServer()
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann, { markdown: 'text' })
  const before = countRows(server.folder)
  await bob.get('/')
  await bob.get(`/d/${id}`)
  await bob.get('/api/me')
  await bob.get('/api/documents')
  await readDocument(bob, id)
  await readLog(bob, id)
  const reader = await openReader(`${server.url}/api/documents/${id}/events?client=client-of-bob`, {
    cookie: bob.cookie(),
  })
  await reader.next()
  const put = { client: 'client-of-bob', seq: 1, anchor: 3, head: 3, state: 'reading' }
  await bob.put(`/api/documents/${id}/presence`, { json: put })
  expect(countRows(server.folder)).toEqual(before)
  await type(bob, id, 'x')
  expect(countRows(server.folder)['people']).toBe((before['people'] ?? 0) + 1)
})

test('X5 a guest is named in the language they first asked in, and keeps that name', async () => {
  const { url } = await startServer()
  const nameOf = async (who: Visitor, headers: Record<string, string>) =>
    (await who.get('/api/me', { headers })).json<Me>().name
  const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' }
  for (let i = 0; i < 8; i++) {
    const who = aVisitor(url)
    const name = await nameOf(who, german)
    expect(name).toMatch(/^\p{Lu}\p{L}+(er|e|es) \p{Lu}\p{L}+$/u)
    expect(GERMAN_ANIMALS.map((one) => one.name)).toContain(name.split(' ')[1])
    expect(await nameOf(who, { 'accept-language': 'en' })).toBe(name)
    expect(ENGLISH_ANIMALS).toContain((await nameOf(aVisitor(url), {})).split(' ')[1])
  }
  const chosen = await nameOf(aVisitor(url, 'samepage-language=de'), { 'accept-language': 'en' })
  expect(GERMAN_ANIMALS.map((one) => one.name)).toContain(chosen.split(' ')[1])
})

test('X5 a guest has a friendly name and a colour, the same ones always, until they choose', async () => {
  const server = await startServer()
  const visitors = Array.from({ length: 20 }, () => aVisitor(server.url))
  const guests = await Promise.all(visitors.map(async (each) => (await each.get('/api/me')).json<Me>()))
  for (const { name, colour } of guests) {
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(colour).toBeGreaterThanOrEqual(0)
    expect(colour).toBeLessThan(COLOURS)
  }
  expect(new Set(guests.map(({ name }) => name)).size).toBeGreaterThan(10)
  const [ann] = visitors
  const chosen = await ann?.put('/api/me', { json: { name: '  Ann  ', colour: 2 } })
  expect(chosen?.json()).toEqual({ ...guests[0], name: 'Ann', colour: 2 })
  await server.restart()
  expect((await ann?.get('/api/me'))?.json()).toEqual({ ...guests[0], name: 'Ann', colour: 2 })
  const bad = await ann?.put('/api/me', { json: { name: 'a\nb', colour: 2 } })
  expect(bad?.code).toBe('invalid-request')
})

function countRows(folder: string): Record<string, number> {
  const database = new Database(join(folder, 'samepage.sqlite'), { readonly: true })
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[]
  const count = (table: string) => database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number
  const counts = Object.fromEntries(tables.map((table) => [table, count(table)]))
  database.close()
  return counts
}

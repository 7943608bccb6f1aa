import { expect, test } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { FoundPart, SearchResults } from '../../document/protocol/search.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, readDocument, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { ANN, aCommit, aDocument, aFolder, aStore, record, typing } from '../support/store.ts'

async function find(of: Visitor, q: string, more = ''): Promise<SearchResults['results']> {
  const reply = await of.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
  return reply.json<SearchResults>().results
}

/** Parts as one text, with the hits in brackets. */
function shown(parts: readonly FoundPart[]): string {
  return parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('')
}

async function titles(of: Visitor, q: string): Promise<string[]> {
  return (await find(of, q)).map(({ title }) => title.map(({ text }) => text).join(''))
}

/** The clock stands still, so that no question is cut short. */
async function aLibrary() {
  const { url } = await startServer({ clock: createHandClock() })
  const ann = aVisitor(url)
  const make = (title: string, markdown: string) => createDocument(ann, { title, markdown })
  await make('Garden', 'Water the tomatoes every **evening**, and the Äpfel never.')
  await make('Tomatoes', 'Red ones and green ones.')
  await make(
    'Letters',
    'Dear Zoë, the well-known "quick brown fox" OR nothing.\n\n- évening <b>bold</b> NEAR(a b)',
  )
  return { url, ann }
}

test('H9 every word must be there, the last one may go on, and a hit in the title comes first', async () => {
  const { ann } = await aLibrary()
  expect(await titles(ann, 'tomatoes')).toEqual(['Tomatoes', 'Garden'])
  expect(await titles(ann, 'tom')).toEqual(['Tomatoes', 'Garden'])
  expect(await titles(ann, 'water tom')).toEqual(['Garden'])
  expect(await titles(ann, 'wat tomatoes')).toEqual([])
  expect(await titles(ann, 'apfel')).toEqual(['Garden'])
  expect((await titles(ann, 'ÉVENING')).sort()).toEqual(['Garden', 'Letters'])
  expect(await titles(ann, 'zoe')).toEqual(['Letters'])
  expect(await titles(ann, '"brown fox"')).toEqual(['Letters'])
  expect(await titles(ann, '"fox brown"')).toEqual([])
  expect((await find(ann, 'e', '&limit=1')).length).toBe(1)
})

test('H9 a hit is marked in plain text, whatever the text looks like', async () => {
  const { ann } = await aLibrary()
  const [letters] = await find(ann, 'bold fox')
  expect(shown(letters?.snippet ?? [])).toContain('quick brown [fox]')
  expect(shown(letters?.snippet ?? [])).toContain('<b>[bold]</b>')
  const [tomatoes] = await find(ann, 'tomat')
  expect([shown(tomatoes?.title ?? []), shown(tomatoes?.snippet ?? [])]).toEqual([
    '[Tomatoes]',
    'Red ones and green ones.',
  ])
})

test('H9 nothing that is typed is an operator, and what holds no word finds nothing', async () => {
  const { ann } = await aLibrary()
  for (const q of ['OR', 'NEAR(a b)', 'well-known', '"quick brown fox" OR']) {
    expect([q, await titles(ann, q)]).toEqual([q, ['Letters']])
  }
  const hostile = [
    '',
    ' ',
    '"',
    '""',
    '***',
    '-',
    'NOT',
    'a AND',
    '(',
    ')',
    'title:x',
    '{title}: x',
    '^a',
    'a*b',
    "'; DROP",
    '\u0002',
    '\0',
    'x'.repeat(200),
    '" OR "',
    '🙂',
    'a"b"c',
  ]
  for (const q of hostile)
    expect([q, (await ann.get(`/api/search?q=${encodeURIComponent(q)}`)).status]).toEqual([q, 200])
  expect(await titles(ann, '🙂')).toEqual([])
  expect((await ann.get(`/api/search?q=${'x'.repeat(201)}`)).code).toBe('invalid-request')
  expect((await ann.get('/api/search?q=a&limit=51')).code).toBe('invalid-request')
})

test('H9 people find what they made or visited, and nothing else', async () => {
  const { url, ann } = await aLibrary()
  const bob = aVisitor(url)
  const { id } = await createDocument(bob, { title: 'Secret tomatoes' })
  expect(await titles(bob, 'tomatoes')).toEqual(['Secret tomatoes'])
  expect(await titles(ann, 'secret')).toEqual([])
  await readDocument(ann, id)
  expect(await titles(ann, 'secret')).toEqual(['Secret tomatoes'])
  await ann.post(`/api/documents/${id}/mine`, { json: { isListed: false } })
  expect(await titles(ann, 'secret')).toEqual([])
})

test('H10 what I wrote is found at once, what others wrote in it a little later', async () => {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann, { title: 'Live' })
  await type(ann, id, 'saffron ', 7)
  expect(await titles(ann, 'saffron')).toEqual(['Live'])
  await type(bob, id, 'cumin ', 7)
  const isDue = () => server.store.search.due().length
  expect(isDue()).toBe(1)
  clock.turn(1_500)
  expect(isDue()).toBe(1)
  clock.turn(1_500)
  expect(isDue()).toBe(0)
  for (let s = 0; s < 29; s++) {
    await type(bob, id, 'x ', 7)
    clock.turn(1_000)
  }
  expect(isDue()).toBe(1)
  await type(bob, id, 'x ', 7)
  clock.turn(2_000)
  expect(isDue()).toBe(0)
  expect(await titles(bob, 'cumin')).toEqual(['Live'])
})

test('H10 what was recorded before a crash is due after it, and nothing else', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const [behind, current] = [aDocument(store), aDocument(store)]
  for (const id of [behind, current]) await record(store, id, aCommit(store, id, [typing('before', 3)]))
  for (const id of [behind, current]) store.search.take(id)
  expect(store.search.due()).toEqual([])
  await record(store, behind, aCommit(store, behind, [typing('after ', 3)]))
  const found = (word: string, of = store) => of.search.find(ANN, word, 9).map(({ id }) => id)
  expect(found('after')).toEqual([])
  store.close()
  const reopened = aStore(folder)
  expect(reopened.search.due()).toEqual([behind])
  reopened.search.take(behind)
  expect(found('after', reopened)).toEqual<DocumentId[]>([behind])
  expect(found('before', reopened).sort()).toEqual([behind, current].sort())
})

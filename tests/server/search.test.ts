import { expect, test } from 'vitest'
import type { Store } from '../../db/store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { FoundPart, SearchResults } from '../../document/protocol/search.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aVisitor, createDocument, type, type Visitor, visit } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { ANN, aCommit, aDocument, aFolder, aStore, record, typing } from '../support/store.ts'

async function find(of: Visitor, q: string, more = ''): Promise<SearchResults['results']> {
  const reply = await of.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
  return reply.json<SearchResults>().results
}

function takeIn(store: Store, id: DocumentId): void {
  const steps = store.search.take(id)
  while (!steps.next().done);
}

/** Parts as one text, with the hits in brackets. */
function shown(parts: readonly FoundPart[]): string {
  return parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('')
}

async function titles(of: Visitor, q: string): Promise<string[]> {
  return (await find(of, q)).map(({ title }) => title.map(({ text }) => text).join(''))
}

/** Some 300,000 characters, with one word at its beginning and one at its end. */
async function aLongDocument() {
  const { url } = await startServer({ clock: createHandClock() })
  const ann = aVisitor(url)
  const filler = Array.from({ length: 3_000 }, (_, i) => `Line ${i} of ${'many words '.repeat(8)}`)
  const lines = ['the alpha of all', ...filler, 'the omega of all', ...filler.slice(0, 5)]
  const { id } = await createDocument(ann, { title: 'Long', markdown: lines.join('\n\n') })
  return { url, ann, id }
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
    'Dear Zoë, the well-known "quick brown fox" OR nothing.\n\n- évening \\<b>bold\\</b> NEAR(a b)',
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
  await visit(ann, id)
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
  for (const id of [behind, current]) takeIn(store, id)
  expect(store.search.due()).toEqual([])
  await record(store, behind, aCommit(store, behind, [typing('after ', 3)]))
  const found = (word: string, of = store) => of.search.find(ANN, word, 9).map(({ id }) => id)
  expect(found('after')).toEqual([])
  store.close()
  const reopened = aStore(folder)
  expect(reopened.search.due()).toEqual([behind])
  takeIn(reopened, behind)
  expect(found('after', reopened)).toEqual<DocumentId[]>([behind])
  expect(found('before', reopened).sort()).toEqual([behind, current].sort())
})

test('H9 a word is found wherever it stands in a script without spaces, and marked there', async () => {
  const { url } = await startServer({ clock: createHandClock() })
  const ann = aVisitor(url)
  await createDocument(ann, { title: '東京の天気', markdown: '明日は日本全国で晴れるでしょう。' })
  await createDocument(ann, { title: '中文', markdown: '我们在北京大学学习Linux系统。' })
  await createDocument(ann, { title: '한국어', markdown: '나는 한국대학교에서 공부한다.' })
  await createDocument(ann, { title: 'ไทย', markdown: 'ฉันเรียนภาษาไทยทุกวัน' })
  expect(await titles(ann, '日本')).toEqual(['東京の天気'])
  expect(await titles(ann, '天気')).toEqual(['東京の天気'])
  expect(await titles(ann, '大学 linux')).toEqual(['中文'])
  expect(await titles(ann, '学大')).toEqual([])
  expect(await titles(ann, '대학교')).toEqual(['한국어'])
  expect(await titles(ann, 'ภาษา')).toEqual(['ไทย'])
  expect(await titles(ann, '全国で 天気')).toEqual(['東京の天気'])
  const [tokyo] = await find(ann, '日本')
  expect(shown(tokyo?.snippet ?? [])).toBe('明日は[日本]全国で晴れるでしょう。')
  const [study] = await find(ann, '学习lin')
  expect(shown(study?.snippet ?? [])).toBe('…们在北京大学[学习Linux]系统。')
})

test('H9 words in far places of one long document are found together, and a word is shown where it stands', async () => {
  const { url, ann, id } = await aLongDocument()
  expect(await titles(ann, 'alpha omega')).toEqual(['Long'])
  const [found] = await find(ann, 'omega')
  expect(shown(found?.snippet ?? [])).toMatch(/^….*the \[omega\] of all.*…$/)
  expect(shown((await find(ann, 'alpha'))[0]?.snippet ?? [])).toMatch(/^the \[alpha\] of all .*…$/)
  await type(ann, id, 'beta ', 7)
  expect(await titles(ann, 'beta omega')).toEqual(['Long'])
  expect(await titles(aVisitor(url), 'omega')).toEqual([])
})

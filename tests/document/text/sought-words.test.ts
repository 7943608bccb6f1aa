import { expect, test } from 'vitest'
import { snippetOf } from '../../../document/text/found-parts.ts'
import { readSearch } from '../../../document/text/search-query.ts'
import { type SoughtWords, wordsOf } from '../../../document/text/sought-words.ts'
import { createRandom } from '../../support/random.ts'

/** What is marked of a run of such letters, found by looking at every place for every phrase. */
function marksOf(text: string, { runs, mayGoOn }: SoughtWords): boolean[] {
  const letters = [...text]
  const marks = letters.map(() => false)
  for (const run of runs) {
    for (let at = 0; at + run.length <= letters.length; at++) {
      const isLast = (i: number) => mayGoOn && run === runs.at(-1) && i === run.length - 1
      const isHere = run.every((one, i) =>
        isLast(i) ? letters[at + i]?.startsWith(one) : letters[at + i] === one,
      )
      if (isHere) marks.fill(true, at, at + run.length)
    }
  }
  return marks
}

test('H9 what is marked is what stands there, however the phrases repeat and overlap', () => {
  const random = createRandom(1)
  const letters = (most: number) =>
    Array.from({ length: 1 + random.int(most) }, () => random.pick(['日', '本', '語']))
  for (let i = 0; i < 2_000; i++) {
    const text = letters(30).join('')
    const sought = { runs: [letters(5), letters(3), letters(6)], mayGoOn: random.chance(0.5) }
    const found = [...wordsOf(text, sought)].map(({ isHit }) => isHit)
    expect([random.seed, text, sought, found]).toEqual([random.seed, text, sought, marksOf(text, sought)])
  }
})

test('H9 marking looks at each letter of a text a few times, whatever is sought in it', () => {
  let reads = 0
  const phrase = (length: number) =>
    new Proxy(
      Array.from({ length }, () => '一'),
      {
        get(target, name, self) {
          if (/^\d+$/.test(String(name))) reads += 1
          return Reflect.get(target, name, self)
        },
      },
    )
  const text = `${'一'.repeat(199)}二`.repeat(300)
  const words = [...wordsOf(text, { runs: [phrase(200)], mayGoOn: false })]
  expect(words.filter(({ isHit }) => isHit).length).toBe(0)
  expect(reads).toBeLessThan(5 * text.length)
})

test('H9 a snippet looks at no more of a text than it shows behind the first hit', () => {
  const query = readSearch('一'.repeat(200))
  if (!query) throw new Error('nothing is sought')
  const text = '一'.repeat(65_000)
  const words = wordsOf(text, query.sought)
  expect(words.next().value).toMatchObject({ from: 0, isHit: true })
  expect(snippetOf(text, query.sought).map(({ text, isHit }) => [text.length, isHit])).toEqual([
    [28, true],
    [1, false],
  ])
})

test('H9 of a phrase the first two dozen words or letters count', () => {
  expect(readSearch('一'.repeat(200))?.fts).toEqual([`"${Array(24).fill('一').join('\u2060')}"*`])
  const words = Array.from({ length: 30 }, (_, i) => `w${i}`)
  expect(readSearch(`"${words.join(' ')}"`)?.fts).toEqual([`"${words.slice(0, 24).join(' ')}"`])
  expect(readSearch('a a "a b" a')?.fts).toEqual(['"a"', '"a b"', '"a"*'])
})

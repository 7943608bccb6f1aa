import { expect, test } from 'vitest'
import { LEAST_PART, MOST_PART, partsOf } from '../../../document/text/search-parts.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const aLine = (random: Random): string =>
  `${random.pick(['word ', '字', '😀', 'a-b '])}${random.next()} `.repeat(1 + random.int(40))

const aText = (random: Random, lines: number): string =>
  Array.from({ length: lines }, () => aLine(random)).join('\n')

test('parts are the whole text in order, none too long, and only the last one short', () => {
  for (const seed of seedsToTry(40)) {
    const random = createRandom(seed)
    const long = random.chance(0.5) ? random.pick(['x', '字', '😀', 'word ']).repeat(random.int(300_000)) : ''
    const text = `${aText(random, random.int(2_000))}\n${long}\n${aText(random, random.int(300))}`
    const parts = [...partsOf(text)]
    expect(parts.join('') === text, again(seed)).toBe(true)
    for (const part of parts) expect(part.length, again(seed)).toBeLessThanOrEqual(MOST_PART)
    for (const part of parts.slice(0, -1)) expect(part.length, again(seed)).toBeGreaterThanOrEqual(LEAST_PART)
    expect(parts.some((part) => /^[\uDC00-\uDFFF]/.test(part))).toBe(false)
  }
  expect([...partsOf('')]).toEqual([''])
})

test('a change in a long text leaves all parts but those around it as they were', () => {
  const seeds = seedsToTry(20)
  let all = 0
  for (const seed of seeds) {
    const random = createRandom(seed)
    const text = aText(random, 4_000)
    const before = new Set(partsOf(text))
    expect(before.size).toBeGreaterThan(10)
    const at = random.int(text.length)
    const changed = `${text.slice(0, at)}something new\n${text.slice(at + random.int(500))}`
    const fresh = [...partsOf(changed)].filter((part) => !before.has(part))
    // Until the parts fall in with the old ones again. It is one mostly, each more is half as likely, of 75.
    expect(fresh.length, again(seed)).toBeLessThanOrEqual(25)
    all += fresh.length
  }
  expect(all / seeds.length).toBeLessThan(3)
})

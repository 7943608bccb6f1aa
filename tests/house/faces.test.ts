import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { houseWords } from '../../web/words/english/house.ts'
import { english } from '../../web/words/english.ts'
import { houseWords as germanHouse } from '../../web/words/german/house.ts'
import { german } from '../../web/words/german.ts'

/** A part of a face, and the letters it is fetched for. */
interface FacePart {
  readonly face: string
  readonly url: string
  readonly ranges: readonly (readonly [number, number])[]
}

const PARTS = readParts(readFileSync('web/styles/faces.css', 'utf8'))

test('the faces in web/faces are cut from those that are installed', () => {
  const lines = readFileSync('web/faces/cut-from', 'utf8').trim().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    const [hash, file = ''] = line.split('  ')
    const installed = createHash('sha256')
      .update(readFileSync(`node_modules/${file}`))
      .digest('hex')
    expect(installed, `${file} has changed: run scripts/cut-faces.mjs`).toBe(hash)
  }
})

test.each([
  ['English', 'Quick, “brown” fox — it’s 12 × 3…', /latin-(wght|regular|bold)-/],
  ['German', 'Übergröße: „schön“ – süß', /latin-(wght|regular|bold)-/],
  ['French', 'éèêçœ', /latin-more-/],
  ['Polish', 'łąśż', /latin-ext-/],
  ['Vietnamese', 'ạằộữỹ', /vietnamese-/],
  ['Greek', 'αβγΩή', /greek-wght/],
  ['Cyrillic', 'жщыІЯ', /cyrillic-wght/],
])('%s text has a part of each face, and fetches no other', (_, text, part) => {
  for (const face of new Set(PARTS.map((one) => one.face))) {
    const wanted = [...text.replaceAll(' ', '')].map((letter) => partOf(face, letter))
    for (const url of wanted) expect(url).toMatch(part)
  }
})

test('the interface is set in the first part of its face alone, in every language', () => {
  const texts = JSON.stringify([english, german, houseWords, germanHouse].map(withoutKeys))
  const parts = new Set([...texts].map((letter) => partOf('Inter Variable normal 400 700', letter)))
  expect([...parts]).toEqual([expect.stringContaining('inter-latin-wght-normal')])
})

/** Names of keys have arrows, and only the sheet of shortcuts shows them. */
function withoutKeys(words: object): object {
  return { ...words, keys: undefined }
}

function partOf(face: string, letter: string): string | undefined {
  const point = letter.codePointAt(0) ?? 0
  const parts = PARTS.filter(
    (part) => part.face === face && part.ranges.some(([from, to]) => from <= point && point <= to),
  )
  // Of two that have a letter the last is asked.
  return parts.at(-1)?.url
}

function readParts(css: string): FacePart[] {
  return [...css.matchAll(/@font-face \{([^}]*)\}/g)].map(([, rule = '']) => {
    const descriptor = (name: string) => new RegExp(`${name}:\\s*"?([^;"]*)`).exec(rule)?.[1] ?? ''
    const ranges = descriptor('unicode-range')
      .split(/,\s*/)
      .map((range) => range.trim().replace(/U\+/i, '').split('-'))
      .map(([from = '', to = from]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const)
    const face = ['font-family', 'font-style', 'font-weight'].map(descriptor).join(' ')
    return { face, url: /url\(\s*"([^"]*)"/.exec(rule)?.[1] ?? '', ranges }
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { englishPage } from '../../../document/words/english-page.ts'
import { germanPage } from '../../../document/words/german-page.ts'
import { chooseLanguage } from '../../../document/words/language.ts'
import { connectionWords as englishConnection } from '../../../web/words/english/connection.ts'
import { houseWords as englishHouse } from '../../../web/words/english/house.ts'
import { english } from '../../../web/words/english.ts'
import { englishTools } from '../../../web/words/english-tools.ts'
import { connectionWords as germanConnection } from '../../../web/words/german/connection.ts'
import { houseWords as germanHouse } from '../../../web/words/german/house.ts'
import { german } from '../../../web/words/german.ts'
import { germanTools } from '../../../web/words/german-tools.ts'

/** What is the same word in both languages. */
const SAME = new Set([
  'Samepage',
  'Text',
  'Link',
  'Code',
  'Name',
  'Offline',
  'Problem',
  'https://example.org',
  'Alt',
  'Emoji',
  'Orange',
  'Tab',
  'Esc',
])

test('every English text has a German one, and it is another text', () => {
  const same = [
    ...textsOf(english, german),
    ...textsOf(englishTools, germanTools),
    ...textsOf(englishPage, germanPage),
    ...textsOf(englishConnection, germanConnection),
    ...textsOf(englishHouse, germanHouse),
  ].filter(([one, other]) => one === other && !SAME.has(one))
  expect(same).toEqual([])
})

test('a number is said in the singular and in the plural', () => {
  expect(german.save.waitingUnkept(1)).toBe('Eine Änderung nicht gespeichert')
  expect(german.save.waitingUnkept(2)).toBe('2 Änderungen nicht gespeichert')
  expect(german.displaced.aside('gestern', 1)).toContain('noch einen Tag')
})

test('what was chosen goes before what the browser asks for, and English is for everybody else', () => {
  expect(chooseLanguage(undefined, ['fr-CH', 'de-CH', 'en'])).toBe('de')
  expect(chooseLanguage('en', ['de'])).toBe('en')
  expect(chooseLanguage('xx', ['DE-at'])).toBe('de')
  expect(chooseLanguage(undefined, ['ja', '*'])).toBe('en')
  expect(chooseLanguage('__proto__', ['constructor'])).toBe('en')
})

test('the texts in the pages themselves are the English ones, so that the server can put others in their place', () => {
  const pages = readdirSync('web').filter((name) => name.endsWith('.html'))
  const marked = pages.flatMap((name) => [
    ...readFileSync(`web/${name}`, 'utf8').matchAll(/ data-words="(\w+)"[^<>]*>([^<]*)/g),
  ])
  expect(new Set(marked.map(([, name]) => name))).toEqual(new Set(Object.keys(englishPage.page).sort()))
  const texts: Record<string, string> = englishPage.page
  for (const [, name, text] of marked) expect(text).toBe(texts[name ?? ''])
})

/** The texts at the same places of two languages, where there is a letter in them. A function is asked with 2. */
function textsOf(one: object, other: object): [string, string][] {
  const pairs = Object.entries(one).flatMap(([key, text]): [string, string][] => {
    const translated = (other as Record<string, unknown>)[key]
    if (typeof text === 'string') return [[text, translated as string]]
    if (typeof text !== 'function') return textsOf(text as object, translated as object)
    return [[String(text(2, 2)), String((translated as typeof text)(2, 2))]]
  })
  return pairs.filter(([text]) => /\p{L}/u.test(text))
}

import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { createCounter, readingMinutes } from '../../../web/outline/counts.ts'
import { br, doc, h, p, pre, quote, strong, title } from '../../support/build-document.ts'

test('words are counted as people read them, also without spaces and across formats', () => {
  const { countDocument } = createCounter()
  const counted = (...texts: string[]) => countDocument(doc(...texts.map((text) => p(text)))).words
  expect(counted('It’s a well-known fact, isn’t it?')).toBe(6)
  expect(counted('今日は良い天気です')).toBeGreaterThan(3)
  expect(counted('', ' – … ! ')).toBe(0)
  expect(countDocument(doc(title('Tea'), p('gre', ...strong('en'), ' tea'), quote(p('cold')))).words).toBe(4)
  expect(countDocument(doc(h(1, 'One'), p('two', br(), 'three'), pre('four()'))).words).toBe(4)
})

test('an emoji is one character, and a letter with its accent too', () => {
  const counts = createCounter().countDocument(doc(p('a 👩‍👩‍👧 e\u0301')))
  expect(counts.characters).toBe(5)
  expect(counts.charactersWithoutSpaces).toBe(3)
})

test('a selection is counted by itself, also where it begins and ends within words', () => {
  const { countBetween } = createCounter()
  const document = doc(title('Tea'), p('green tea'), p('black tea'))
  expect(countBetween(document, 6, 11)).toEqual({ words: 1, characters: 5, charactersWithoutSpaces: 5 })
  expect(countBetween(document, 12, 22).words).toBe(2)
  expect(countBetween(document, 0, document.content.size).words).toBe(5)
  expect(countBetween(document, 7, 7).words).toBe(0)
})

test('after a change only the changed block is counted anew', () => {
  const { countDocument } = createCounter()
  const line = (n: number) => p(`line ${n}`)
  const before = doc(...Array.from({ length: 300 }, (_, n) => line(n)))
  expect(countDocument(before).words).toBe(600)
  let read = 0
  const { textBetween } = Node.prototype
  Node.prototype.textBetween = function counting(this: Node, ...range: Parameters<typeof textBetween>) {
    read++
    return textBetween.apply(this, range)
  }
  try {
    const after = before.replace(3, 3, doc(p('a new ')).slice(3, 9))
    expect(countDocument(after).words).toBe(602)
    expect(read).toBe(1)
  } finally {
    Node.prototype.textBetween = textBetween
  }
})

test('one block of 200,000 characters is counted, also in a script without spaces', () => {
  const { countDocument } = createCounter()
  expect(countDocument(doc(p('the quick fox '.repeat(14_300)))).words).toBe(42_900)
  expect(countDocument(doc(p('今日は良い天気です。'.repeat(2_000)))).words).toBeGreaterThan(8_000)
})

test('reading takes whole minutes, and never none', () => {
  expect([0, 100, 476, 24_000].map(readingMinutes)).toEqual([1, 1, 2, 101])
})

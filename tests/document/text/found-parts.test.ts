import { expect, test } from 'vitest'
import { markHits, snippetOf } from '../../../document/text/found-parts.ts'
import { readSearch } from '../../../document/text/search-query.ts'

function sought(typed: string) {
  const query = readSearch(typed)
  if (!query) throw new Error(`${typed} holds no word`)
  return query.sought
}

function shown(parts: readonly { text: string; isHit: boolean }[]): string {
  return parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('')
}

const FILLER = Array.from({ length: 60 }, (_, i) => `filler${i}`).join(' ')

test('a snippet stands around the first hit, with an ellipsis where it is cut', () => {
  const text = `${FILLER} the Ärger\nbegins here. ${FILLER}`
  const snippet = shown(snippetOf(text, sought('arg'), 10_000))
  expect(snippet).toMatch(/^…filler55 .*the \[Ärger\] begins here\. filler0/)
  expect(snippet.endsWith('…')).toBe(true)
  expect(snippet.length).toBeLessThan(400)
})

test('a snippet without a hit is the beginning, and a short text is whole', () => {
  expect(shown(snippetOf('“Short” text.', sought('none'), 100))).toBe('“Short” text.')
  expect(shown(snippetOf(FILLER, sought('none'), 10_000))).toMatch(/^filler0 .*filler27…$/)
  expect(shown(snippetOf(`${FILLER} late`, sought('late'), 20))).toMatch(/^filler0 /)
  expect(snippetOf('', sought('a'), 10)).toEqual([])
})

test('whole words are marked, the beginning of one only for the word typed last', () => {
  expect(shown(markHits('Plan, planning and plans', sought('plan an')))).toBe('[Plan], planning [and] plans')
  expect(shown(markHits('Plan, planning and plans', sought('"plan"')))).toBe('[Plan], planning and plans')
  expect(markHits('', sought('x'))).toEqual([])
})

test('what is typed becomes quoted words, of which the last may go on', () => {
  expect(readSearch('red OR "big house" gr')?.fts).toBe('"red" AND "OR" AND "big house" AND "gr"*')
  expect(readSearch('say "unfinished quo')?.fts).toBe('"say" AND "unfinished quo"')
  expect(readSearch(' - "*" ')).toBeUndefined()
})

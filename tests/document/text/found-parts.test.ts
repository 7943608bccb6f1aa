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
  const snippet = shown(snippetOf(text, sought('arg')))
  expect(snippet).toMatch(/^…filler55 .*the \[Ärger\] begins here\. filler0/)
  expect(snippet.endsWith('…')).toBe(true)
  expect(snippet.length).toBeLessThan(400)
})

test('a snippet without a hit is the beginning, and a short text is whole', () => {
  expect(shown(snippetOf('“Short” text.', sought('none')))).toBe('“Short” text.')
  expect(shown(snippetOf(FILLER, sought('none')))).toMatch(/^filler0 .*filler27…$/)
  expect(snippetOf('', sought('a'))).toEqual([])
})

test('whole words are marked, the beginning of one only for the word typed last', () => {
  expect(shown(markHits('Plan, planning and plans', sought('plan an')))).toBe('[Plan], planning [and] plans')
  expect(shown(markHits('Plan, planning and plans', sought('"plan"')))).toBe('[Plan], planning and plans')
  expect(markHits('', sought('x'))).toEqual([])
})

test('what is typed becomes quoted words, of which the last may go on', () => {
  expect(readSearch('red OR "big house" gr')?.fts).toEqual(['"red"', '"OR"', '"big house"', '"gr"*'])
  expect(readSearch('say "unfinished quo')?.fts).toEqual(['"say"', '"unfinished quo"'])
  expect(readSearch(' - "*" ')).toBeUndefined()
})

test('letters of a script without spaces are marked where they follow each other as they were typed', () => {
  expect(shown(markHits('日本語と本日', sought('日本')))).toBe('[日本]語と本日')
  expect(shown(markHits('第3章abc', sought('3章ab')))).toBe('第[3章abc]')
  expect(shown(markHits('第3章abc', sought('"3章ab"')))).toBe('第3章abc')
})

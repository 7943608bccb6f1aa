import type { Node } from 'prosemirror-model'
import { EditorState, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { redo, undo, undoHistory } from '../../../web/editor/undo/history.ts'
import { findInTexts } from '../../../web/find/find-in-texts.ts'
import { type Found, finderIn, findMatches, foundIn, wish } from '../../../web/find/find-plugin.ts'
import { createFinder, type Finder, type FindQuery, textOf } from '../../../web/find/finder.ts'
import { replaceAll, replaceCurrent } from '../../../web/find/replace.ts'
import { br, doc, h, img, p, pre, quote, strong, title } from '../../support/build-document.ts'

const PLAIN = { matchCase: false, wholeWord: false, isRegExp: false }

/** What a query finds, as the texts at the places. */
function found(document: Node, query: Partial<FindQuery> & { text: string }): string[] {
  const finder = createFinder({ ...PLAIN, ...query })
  if (!finder || typeof finder === 'string') throw new Error('nothing to look for')
  searchRest(finder, document)
  return finder.find(document).matches.map(({ from, to }) => document.textBetween(from, to, undefined, '\n'))
}

/** What a worker does for a page. */
function searchRest(finder: Finder, document: Node): void {
  const { unsearched } = finder.find(document)
  const found = findInTexts({ ...finder.expression, texts: unsearched.map(textOf) })
  found.forEach((places, i) => {
    finder.learn(unsearched[i] as Node, places)
  })
}

function searching(document: Node, query: Partial<FindQuery> & { text: string }, near = 0): EditorState {
  const state = EditorState.create({ doc: document, plugins: [findMatches(() => undefined), undoHistory()] })
  return searched(state.apply(wish(state.tr, { query: { ...PLAIN, ...query }, near })))
}

function searched(state: EditorState): EditorState {
  const finder = finderIn(state)
  if (finder) searchRest(finder, state.doc)
  return state.apply(wish(state.tr, {}))
}

const place = ({ at, matches }: Found) => `${at + 1} of ${matches.length}`

test('words are found in the title, in every kind of block, and across formats', () => {
  const document = doc(
    title('Tea'),
    h(1, 'Green tea'),
    quote(p('TEA'), p('te', ...strong('a'), 's')),
    pre('tea = 1'),
  )
  expect(found(document, { text: 'tea' })).toEqual(['Tea', 'tea', 'TEA', 'tea', 'tea'])
  expect(found(document, { text: 'tea', matchCase: true })).toEqual(['tea', 'tea', 'tea'])
  expect(found(document, { text: 'tea', wholeWord: true })).toEqual(['Tea', 'tea', 'TEA', 'tea'])
})

test('letters that are longer in lower case move no match', () => {
  expect(found(doc(p('İstanbul İ tea')), { text: 'TEA' })).toEqual(['tea'])
})

test('whole words end where a letter, a digit or a line ends, in any script', () => {
  const document = doc(p('naïve na 1na na2 na-na ñana на'))
  expect(found(document, { text: 'na', wholeWord: true })).toEqual(['na', 'na', 'na'])
})

test('what is typed is taken literally, and a space finds those that do not break', () => {
  expect(found(doc(p('a.b axb a\u00a0b')), { text: 'a.b' })).toEqual(['a.b'])
  expect(found(doc(p('a.b axb a\u00a0b')), { text: 'a b' })).toEqual(['a\u00a0b'])
})

test.each([
  ["don't", 'I don’t'],
  ['"yes"', 'He said “yes”'],
  ['"ja"', 'Er sagte „ja“'],
  ['wait...', 'wait…'],
  ['a -- b', 'a – b'],
  ['a --- b', 'a — b'],
  ['a-b', 'a—b a‑b'],
  ['->', 'a → b'],
  ['Café', 'Cafe\u0301'],
  ['Cafe\u0301', 'Café'],
  ['cafe', 'Café'],
  ['ệ', 'ê\u0323'],
  ['cooperate', 'co\u00adoper\u200bate'],
  ['co\u00adop', 'coop'],
  ['re-use', 're\u2011use'],
  ['10 000', '10\u202f000'],
  ['Abc 1', 'Ａｂｃ　１'],
  ['fine', 'ﬁne'],
  ['strasse', 'Straße'],
  ['straße', 'STRASSE'],
  ['istanbul', 'İstanbul'],
  ['❤', 'a ❤\ufe0f'],
  ['می', 'می\u200cروم'],
  ['가', '\u1100\u1161'],
])('%s is found as %s', (text, written) => {
  expect(found(doc(p(written)), { text })).not.toEqual([])
})

test.each([
  ['schön', 'schon'],
  ['가', '각'],
  ['x', 'y'],
])('%s is not found in %s', (text, written) => {
  expect(found(doc(p(written)), { text })).toEqual([])
})

test('the place of what is found is that of the letters as they are written', () => {
  const text = 'İ ½ co\u00adop, Straße… “Cafe\u0301” ﬁne'
  const places: readonly [string, string][] = [
    ['coop', 'co\u00adop'],
    ['strasse...', 'Straße…'],
    ['"café"', '“Cafe\u0301”'],
    ['cafe', 'Cafe\u0301'],
    ['fine', 'ﬁne'],
  ]
  for (const [sought, written] of places) expect(found(doc(p(text)), { text: sought })).toEqual([written])
  for (const part of ['stras', 'f', 'sse.']) expect(found(doc(p('Straße… ﬁne')), { text: part })).toEqual([])
})

test('with matching case the letters are the very ones, accents too, however they are composed', () => {
  expect(found(doc(p('cafe Café cafe\u0301')), { text: 'cafe', matchCase: true })).toEqual(['cafe'])
  expect(found(doc(p('cafe Café cafe\u0301')), { text: 'café', matchCase: true })).toEqual(['cafe\u0301'])
})

test('nothing that is found begins or ends within a character', () => {
  const family = '👩‍👩‍👧'
  const text = `👍🏻 ${family} 🇩🇪🇫🇷 1️⃣ e\u0301`
  const inText = (query: Partial<FindQuery> & { text: string }) => found(doc(p(text)), query)
  for (const part of ['👍', '👩', '👧', '🇪🇫', '🇩', '\u0301']) {
    expect(inText({ text: part })).toEqual([])
    expect(inText({ text: part, isRegExp: true })).toEqual([])
  }
  expect(inText({ text: 'e', matchCase: true })).toEqual([])
  expect(inText({ text: 'e', isRegExp: true })).toEqual([])
  expect(inText({ text: 'e' })).toEqual(['e\u0301'])
  expect(inText({ text: '[.]|\\S', isRegExp: true })).toEqual([])
  expect(inText({ text: '.', isRegExp: true }).filter((it) => it !== ' ')).toEqual([
    '👍🏻',
    family,
    '🇩🇪',
    '🇫🇷',
    '1️⃣',
    'e\u0301',
  ])
})

test('what is replaced is whole characters', () => {
  const replaced = (text: string, query: Partial<FindQuery> & { text: string }, by: string) =>
    replaceAll(searching(doc(p(text)), query), by).tr.doc.textContent
  expect(replaced('Cafe\u0301', { text: 'e' }, 'x')).toBe('Cafx')
  expect(replaced('👍🏻 👍', { text: '👍' }, 'ok')).toBe('👍🏻 ok')
  expect(replaced('👩‍👩‍👧 👩', { text: '👩' }, 'W')).toBe('👩‍👩‍👧 W')
  expect(replaced('👍🏻a', { text: '(.)a', isRegExp: true }, 'b$1')).toBe('b👍🏻')
  expect(replaced('“Straße…”', { text: '"strasse..."' }, 'x')).toBe('x')
})

test('an expression reads within a line, never over a picture, and finds nothing of no length', () => {
  const document = doc(p('ab', img('https://example.org/a.png'), 'c', br(), 'abc'))
  expect(found(document, { text: 'b.?c', isRegExp: true })).toEqual(['bc'])
  expect(found(document, { text: '[^x]+', isRegExp: true })).toEqual([])
  expect(found(document, { text: 'x*', isRegExp: true })).toEqual([])
  expect(found(doc(p('one', br(), 'two')), { text: '^t', isRegExp: true })).toEqual(['t'])
})

test.each(['(', '[a', '*', '(?<!a', 'a)(b', '\\p{Nope}'])('%s is told as no expression', (text) => {
  expect(createFinder({ ...PLAIN, text, isRegExp: true })).toBe('invalid')
  expect(createFinder({ ...PLAIN, text, isRegExp: true, wholeWord: true })).toBe('invalid')
})

test('a search begins where the caret is, goes round, and stays at its match while others write above', () => {
  let state = searching(doc(p('tea'), p('tea'), p('tea')), { text: 'tea' }, 6)
  expect(place(foundIn(state))).toBe('2 of 3')
  state = state.apply(wish(state.tr, { near: state.doc.content.size }))
  expect(place(foundIn(state))).toBe('1 of 3')
  state = state.apply(wish(state.tr, { near: 6 }))
  state = state.apply(state.tr.insertText('tea and ', 3))
  expect(place(foundIn(state))).toBe('3 of 4')
  state = state.apply(state.tr.delete(2, state.doc.content.size))
  expect(place(foundIn(state))).toBe('0 of 0')
})

test('after a change only the changed block is searched anew', () => {
  let state = searching(doc(...Array.from({ length: 500 }, (_, n) => p(`tea ${n}`))), { text: 'tea' })
  const reads = countReads(() => {
    state = state.apply(state.tr.insertText('more tea ', 3))
  })
  expect(foundIn(state).matches).toHaveLength(501)
  expect(reads).toBe(1)
})

test('while an expression runs beside the page its matches move along, and nothing that changed is replaced', () => {
  let state = searching(doc(p('tea'), p('a tea and tea')), { text: 'te.', isRegExp: true }, 7)
  state = state.apply(state.tr.insertText('hot tea, ', 8))
  expect(foundIn(state)).toMatchObject({ isSearching: true, at: 1 })
  expect(foundIn(state).matches.map(({ from, to }) => state.doc.textBetween(from, to))).toEqual([
    'tea',
    'tea',
    'tea',
  ])
  expect(replaceCurrent(state, 'x')).toBeUndefined()
  expect(replaceAll(state, 'x').replaced).toBe(1)
  expect(place(foundIn(searched(state)))).toBe('3 of 4')
})

test('what was answered for a text before a change counts for the blocks that stayed as they were', () => {
  const document = doc(p('tea'), p('tea'))
  const finder = createFinder({ ...PLAIN, text: 'te.', isRegExp: true }) as Finder
  const changed = EditorState.create({ doc: document }).tr.insertText('no ', 3).doc
  searchRest(finder, document)
  expect(finder.find(changed).unsearched.map(textOf)).toEqual(['no tea'])
})

test('replacing goes from match to match, keeps formats, and changes no more than what differs', () => {
  let state = searching(doc(p('the ', ...strong('color'), ' of colors')), { text: 'color' })
  const first = replaceCurrent(state, 'colour')
  expect(stepsOf(first)).toEqual([{ from: 11, to: 11, text: 'u' }])
  state = state.apply(first as Transaction)
  expect(place(foundIn(state))).toBe('1 of 1')
  expect(state.doc.eq(doc(p('the ', ...strong('colour'), ' of colors')))).toBe(true)
  state = state.apply(replaceCurrent(state, '') as Transaction)
  expect(state.doc.textContent).toBe('the colour of s')
  expect(replaceCurrent(state, 'x')).toBeUndefined()
})

test('all are replaced at once, groups filled in, and one undo takes all back', () => {
  const document = doc(title('2024-05-06'), p('from 1999-12-31 to 2001-02-03 🙂'))
  let state = searching(document, { text: '(?<year>\\d{4})-(\\d\\d)-(\\d\\d)', isRegExp: true })
  const apply = (tr: Transaction) => {
    state = state.apply(tr)
  }
  const { tr, replaced } = replaceAll(state, '$3.$2.$<year>')
  expect(replaced).toBe(3)
  apply(tr)
  expect(state.doc.eq(doc(title('06.05.2024'), p('from 31.12.1999 to 03.02.2001 🙂')))).toBe(true)
  undo(state, apply)
  expect(state.doc.eq(document)).toBe(true)
  redo(state, apply)
  expect(state.doc.firstChild?.textContent).toBe('06.05.2024')
})

test('what replaces may contain what is looked for, and half a character is never put in', () => {
  const state = searching(doc(p('🙂🙃')), { text: '🙂' })
  const { tr } = replaceAll(state, '🙃🙂')
  expect(tr.doc.textContent).toBe('🙃🙂🙃')
  const swapped = replaceAll(searching(doc(p('a🙂b')), { text: 'a🙂b' }), 'a🙃b')
  for (const { text } of [...stepsOf(tr), ...stepsOf(swapped.tr)]) expect(text).toMatch(/^\P{Surrogate}+$/u)
})

test('a text of 200,000 characters is searched and changed in full', () => {
  const line = 'the quick brown fox jumps over the lazy dog '.repeat(10)
  const state = searching(doc(...Array.from({ length: 455 }, () => p(line))), { text: 'the' })
  expect(state.doc.textContent.length).toBeGreaterThan(200_000)
  expect(foundIn(state).matches).toHaveLength(9_100)
  const { tr, replaced } = replaceAll(state, 'a')
  expect(replaced).toBe(5_000)
  expect(foundIn(state.apply(tr)).matches).toHaveLength(4_100)
})

function stepsOf(tr: Transaction | undefined): { from: number; to: number; text: string }[] {
  return (tr?.steps ?? []).map((step) => {
    const { from, to, slice } = step.toJSON()
    return { from, to, text: slice?.content.map(({ text }: { text: string }) => text).join('') ?? '' }
  })
}

/** How many textblocks are read while something runs. */
function countReads(run: () => void): number {
  const { matchAll } = String.prototype
  let reads = 0
  String.prototype.matchAll = function counted(this: string, expression: RegExp) {
    reads++
    return matchAll.call(this, expression)
  }
  try {
    run()
  } finally {
    String.prototype.matchAll = matchAll
  }
  return reads
}

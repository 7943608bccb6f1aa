import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EMOJI_LANGUAGES, emojiFile, emojiNames } from '../../../scripts/emoji-names.mjs'
import { emojiSource, findEmoji, readEmojiNames } from '../../../web/editor/suggest/emoji-source.ts'

const english = readEmojiNames(emojiNames('en'))
const german = readEmojiNames(emojiNames('de'))
const first = (all: typeof english, query: string) => findEmoji(all, query)[0]?.emoji

test('an emoji is found by its shortcode, its name and other words for it', () => {
  expect(first(english, 'tada')).toBe('🎉')
  expect(first(english, '+1')).toBe('👍️')
  expect(first(english, 'rocket')).toBe('🚀')
  expect(findEmoji(english, 'thumbs').map(({ emoji }) => emoji)).toContain('👍️')
  expect(findEmoji(english, 'xyzzy')).toEqual([])
})

test('the kept names are those of the package; `node scripts/emoji-names.mjs` writes them anew', () => {
  for (const language of EMOJI_LANGUAGES) {
    expect(readFileSync(emojiFile(language), 'utf8') === emojiNames(language), language).toBe(true)
  }
})

test('in German by German names, and by the English ones too', () => {
  expect(first(german, 'rakete')).toBe('🚀')
  expect(first(german, 'rocket')).toBe('🚀')
  expect(first(german, 'tada')).toBe('🎉')
})

test('each has a name, and no two have the same shortcode', () => {
  expect(english.length).toBeGreaterThan(1_500)
  expect([...english, ...german].filter(({ emoji, label }) => !emoji || !label)).toEqual([])
  const codes = english.flatMap((one) => one.codes)
  expect(new Set(codes).size).toBe(codes.length)
})

test('a smiley of two signs asks for nothing, and the names are fetched once', async () => {
  let loads = 0
  const { find } = emojiSource(async () => {
    loads += 1
    return emojiNames('en')
  })
  const view = {} as Parameters<typeof find>[1]
  for (const query of ['', 'D', ')', '-)', '30']) expect(await find(query, view), query).toEqual([])
  expect(loads).toBe(0)
  expect((await find('tad', view))[0]?.label).toBe('party popper')
  expect(await find('tada:', view)).toMatchObject([{ label: 'party popper', isWhole: true }])
  expect(await find('tad:', view)).toEqual([])
  expect(loads).toBe(1)
})

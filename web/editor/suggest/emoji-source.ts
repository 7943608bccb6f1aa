/// <reference types="vite/client" />
import { html } from 'lit'
import { language } from '../../language.ts'
import { words } from '../../words.ts'
import { best, plain, rank } from './fuzzy.ts'
import type { Source, Suggested } from './source.ts'

/** An emoji, and what it is found by. */
export interface NamedEmoji {
  readonly emoji: string
  readonly label: string
  /** Such as `tada`; the first is the best known. */
  readonly codes: readonly string[]
  readonly also: string
}

/** A smiley of two signs, such as `:D`, is no question yet. */
const SHORTEST = 2
const MOST = 20
/** A shorter word behind a colon is more often a word. */
const SHORTEST_NAME = 3

/** The names in the reader's language, a file of its own. */
export async function loadEmojiNames(): Promise<string> {
  const names =
    language === 'de' ? await import('./emoji/emoji-de.txt?raw') : await import('./emoji/emoji-en.txt?raw')
  return names.default
}

/** Behind `:`, emoji by name or shortcode. */
export function emojiSource(load: () => Promise<string>): Source {
  let all: Promise<readonly NamedEmoji[]> | undefined
  return {
    label: () => words.references.emoji,
    async find(query) {
      const code = query.replace(/:$/, '')
      if (code.length < SHORTEST || !/\p{L}|[+-]1/u.test(code)) return []
      all ??= load().then(readEmojiNames)
      try {
        const found = findEmoji(await all, code)
        const [first] = found
        if (query.endsWith(':'))
          return first?.codes.includes(code) ? [{ ...toSuggested(first), isWhole: true }] : []
        return found.map(toSuggested)
      } catch (error) {
        all = undefined
        throw error
      }
    },
  }
}

/** Reads the lines that `scripts/emoji-names.mjs` makes. */
export function readEmojiNames(lines: string): NamedEmoji[] {
  return lines.split('\n').map((line) => {
    const [emoji = '', label = '', codes = '', also = ''] = line.split('\t')
    return { emoji, label, codes: codes.split(' ').filter((code) => code !== ''), also }
  })
}

/** What a query finds, its own shortcode first. Letters that are spread over a name are too many. */
export function findEmoji(all: readonly NamedEmoji[], query: string): NamedEmoji[] {
  const wanted = plain(query)
  const spaced = wanted.replaceAll('_', ' ')
  return best(all, ({ label, codes, also }) => {
    if (codes.includes(wanted)) return -2
    if (codes.some((code) => code.startsWith(wanted))) return -1
    const found = rank(spaced, label, also)
    return found !== undefined && found < 4 ? found : undefined
  }).slice(0, MOST)
}

function toSuggested({ emoji, label, codes }: NamedEmoji): Suggested {
  return {
    id: `emoji-${codes[0] ?? label.replaceAll(' ', '-')}`,
    label,
    names: codes.filter((code) => code.length >= SHORTEST_NAME),
    picture: html`${emoji}`,
    ...(codes[0] ? { detail: `:${codes[0]}:` } : {}),
    take: (view, { from, to }) => view.dispatch(view.state.tr.insertText(emoji, from, to).scrollIntoView()),
  }
}

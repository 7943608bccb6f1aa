import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

/** The languages of the interface. */
export const EMOJI_LANGUAGES = ['en', 'de']

/** @typedef {{ hexcode: string, unicode: string, label: string, tags?: string[], group?: number }} Emoji */

const require = createRequire(import.meta.url)

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(require.resolve(`emojibase-data/${file}`), 'utf8'))

/**
 * The emoji and their names in one language, a line each with tabs between: the emoji, its name, its shortcodes,
 * other words. The package's own files are five times as large. English words go along, because many have them
 * in their fingers.
 * @param {string} language
 * @returns {string}
 */
export function emojiNames(language) {
  /** @type {Record<string, string | string[]>} */
  const codes = read('en/shortcodes/github.json')
  /** @type {Emoji[]} */
  const inEnglish = read('en/compact.json')
  const english = new Map(inEnglish.map(({ hexcode, label, tags = [] }) => [hexcode, [label, ...tags]]))
  /** @type {Emoji[]} */
  const all = read(`${language}/compact.json`)
  return all
    .filter(({ group }) => group !== undefined)
    .map(({ hexcode, unicode, label, tags = [] }) => {
      const others = language === 'en' ? tags : [...tags, ...(english.get(hexcode) ?? [])]
      return [unicode, label, [codes[hexcode] ?? []].flat().join(' '), others.join(' ')].join('\t')
    })
    .join('\n')
}

/** Where the lines of a language are kept. @param {string} language */
export const emojiFile = (language) => join(ROOT, `web/editor/suggest/emoji/emoji-${language}.txt`)

if (process.argv[1] === import.meta.filename) {
  for (const language of EMOJI_LANGUAGES) writeFileSync(emojiFile(language), emojiNames(language))
}

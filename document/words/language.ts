/** The languages Samepage speaks, each by its own name; the first is spoken where none is asked for. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const

/** A language Samepage speaks, by its BCP 47 tag. */
export type Language = keyof typeof LANGUAGES

/** Holds the tag a person has chosen, for the server's pages and the browser's alike. */
export const LANGUAGE_COOKIE = 'samepage-language'

/** True for the tag of a language Samepage speaks. */
export function isLanguage(tag: unknown): tag is Language {
  return typeof tag === 'string' && Object.hasOwn(LANGUAGES, tag)
}

/** What was chosen, else the first of `wanted` (BCP 47 tags, dearest first) that is spoken here, else English. */
export function chooseLanguage(chosen: string | undefined, wanted: readonly string[]): Language {
  const tags = wanted.map((tag) => tag.toLowerCase().split('-')[0])
  return [chosen, ...tags].find(isLanguage) ?? 'en'
}

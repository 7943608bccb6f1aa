import { englishPage } from '../document/words/english-page.ts'
import { germanPage } from '../document/words/german-page.ts'
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '../document/words/language.ts'
import type { Translated } from '../document/words/translated.ts'
import type { Context } from './context.ts'

/** The texts of the server's own pages in one language. */
export type PageWords = Translated<typeof englishPage>

const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en: englishPage, de: germanPage }

/** A page's language, and what it says in it. */
export interface Spoken {
  readonly language: Language
  readonly words: PageWords
}

/** What a request's page is to be written in: the language chosen in the browser, else the one it asks for. */
export function spokenTo(ctx: Context): Spoken {
  ctx.vary('Accept-Language')
  ctx.vary('Cookie')
  const chosen = ctx.cookies.get(LANGUAGE_COOKIE, { signed: false })
  const language = chooseLanguage(chosen, ctx.acceptsLanguages())
  return { language, words: PAGE_WORDS[language] }
}

/**
 * A built page in another language: its `lang`, its title and every element that names its text by `data-words`.
 * The built pages themselves are in English.
 */
export function translate(page: string, { language, words }: Spoken): string {
  if (language === 'en') return page
  return page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(/(<[^<>]+ data-words="(\w+)"[^<>]*>)[^<]*/g, (_, tag, name) => tag + textOf(words, name))
}

function textOf({ page }: PageWords, name: string): string {
  const texts: Readonly<Partial<Record<string, string>>> = page
  return texts[name] ?? ''
}

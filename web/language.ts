import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '../document/words/language.ts'

const COOKIE_S = 400 * 86_400

/** The interface's language: what was chosen in this browser, else what the browser asks for. English elsewhere. */
export const language: Language = globalThis.document
  ? chooseLanguage(savedIn(document.cookie), navigator.languages)
  : 'en'

/** How dates are written, as a BCP 47 tag: the English here is British. */
export const dateLocale = language === 'en' ? 'en-GB' : language

// Named anew, every element of a page is styled anew.
if (globalThis.document && document.documentElement.lang !== language)
  document.documentElement.lang = language

/** Remembers a choice, in a cookie so that the server's own pages follow it, and shows the page in it. */
export function speak(chosen: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is for secure contexts only.
  document.cookie = `${LANGUAGE_COOKIE}=${chosen}; Path=/; Max-Age=${COOKIE_S}; SameSite=Lax`
  location.reload()
}

function savedIn(cookies: string): string | undefined {
  const prefix = `${LANGUAGE_COOKIE}=`
  const saved = cookies.split('; ').find((cookie) => cookie.startsWith(prefix))
  return saved?.slice(prefix.length)
}

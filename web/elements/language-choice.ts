import { html } from 'lit'
import { isLanguage, LANGUAGES, type Language } from '../../document/words/language.ts'
import { language, speak } from '../language.ts'
import { LightElement } from './light-element.ts'

/** The languages the page is not in, each by its own name; a press shows the page in it. */
export class LanguageChoice extends LightElement {
  override render() {
    return otherLanguages().map(
      ([tag, name]) =>
        html`<button type="button" class="button small" lang=${tag} @click=${() => speak(tag)}>${name}</button>`,
    )
  }
}

/** The tag and own name of every language the page is not in. */
export function otherLanguages(): (readonly [Language, string])[] {
  return Object.entries(LANGUAGES).flatMap(([tag, name]) =>
    isLanguage(tag) && tag !== language ? [[tag, name] as const] : [],
  )
}

customElements.define('sp-language-choice', LanguageChoice)

declare global {
  interface HTMLElementTagNameMap {
    'sp-language-choice': LanguageChoice
  }
}

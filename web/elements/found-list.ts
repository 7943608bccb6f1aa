import { html, nothing } from 'lit'
import type { FoundDocument, FoundPart } from '../../document/protocol/search.ts'
import { houseWords } from '../house-words.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { relativeTime } from './relative-time.ts'

/** What the search came to: undefined results while it is under way or could not be asked. */
export interface FoundView {
  readonly typed: string
  readonly results: readonly FoundDocument[] | undefined
  readonly hasFailed: boolean
  readonly now: number
}

/** Documents that were found, with the words that were sought marked. */
export class FoundList extends LightElement {
  static override properties = { found: { attribute: false } }
  declare found: FoundView | undefined

  override render() {
    const { search } = houseWords
    if (!this.found) return nothing
    const { typed, results, hasFailed, now } = this.found
    if (hasFailed) return html`<p class="home-error" role="alert">${search.failed}</p>`
    if (!results) return nothing
    if (results.length === 0)
      return html`<div class="nothing-found" role="status"><p>${search.none(typed)}</p><p>${search.noneHint}</p></div>`
    return html`<p class="visually-hidden" role="status">${search.found(results.length)}</p>
      <ul class="documents">${results.map((one) => this.#row(one, now))}</ul>`
  }

  #row({ id, title, snippet, updatedAt }: FoundDocument, now: number) {
    const isUntitled = title.every(({ text }) => text.trim() === '')
    return html`<li class="line">
      <a class="document-row" href="/d/${id}">
        <span class="document-title ${isUntitled ? 'is-untitled' : ''}" dir="auto">
          ${isUntitled ? words.untitled : markedParts(title)}
        </span>
        <span class="document-snippet" dir="auto">${markedParts(snippet)}</span>
        <span class="document-facts">
          <time class="document-time" datetime=${new Date(updatedAt).toISOString()}>
            ${words.home.edited(relativeTime(updatedAt, now))}
          </time>
        </span>
      </a>
    </li>`
  }
}

/** Parts of a found text, hits marked: as text, whatever is in them. */
export function markedParts(parts: readonly FoundPart[]) {
  return parts.map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))
}

customElements.define('sp-found-list', FoundList)

declare global {
  interface HTMLElementTagNameMap {
    'sp-found-list': FoundList
  }
}

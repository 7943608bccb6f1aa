import { html, nothing, type TemplateResult } from 'lit'
import type { Review } from '../sync/review.ts'
import type { ReviewChoice } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { durationWords } from './relative-time.ts'

/** What the panel shows: something to decide, the way to the copy that was made, or nothing. */
export type ReviewView =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly review: Review; readonly isBusy: boolean; readonly hasFailed: boolean }
  | { readonly kind: 'copied'; readonly document: string }

/** Somebody decided about their work of a long absence. */
export class ReviewChosen extends Event {
  readonly choice: ReviewChoice

  constructor(choice: ReviewChoice) {
    super('review-chosen', { bubbles: true })
    this.choice = choice
  }
}

/** Somebody has seen that the copy was made. */
export class ReviewClosed extends Event {
  constructor() {
    super('review-closed', { bubbles: true })
  }
}

/**
 * What became of my work while I was away, beside the text, which stays readable. Fires `review-chosen` and
 * `review-closed`.
 */
export class ReviewPanel extends LightElement {
  static override properties = { view: { attribute: false } }
  declare view: ReviewView

  constructor() {
    super()
    this.view = { kind: 'none' }
  }

  override render() {
    if (this.view.kind === 'none') return nothing
    const heading = this.view.kind === 'copied' ? words.review.copied : this.#heading(this.view.review)
    return html`<section class="tray" aria-labelledby="review-heading">
      <h2 id="review-heading">${heading}</h2>
      ${this.view.kind === 'copied' ? this.#copied(this.view.document) : this.#open(this.view)}
    </section>`
  }

  #heading({ awayMs }: Review): string {
    return words.review.heading(durationWords(awayMs))
  }

  #open({ review, isBusy, hasFailed }: ReviewView & { kind: 'open' }): TemplateResult {
    const { foreign, kept, changed, displaced, texts } = review
    return html`<p>${words.review.meanwhile(foreign)}</p>
      <ul class="review-counts">
        ${kept > 0 ? html`<li>${words.review.kept(kept)}</li>` : nothing}
        ${changed > 0 ? html`<li>${words.review.changed(changed)}</li>` : nothing}
        ${displaced > 0 ? html`<li>${words.review.displaced(displaced)}</li>` : nothing}
      </ul>
      ${texts.map((text) => html`<blockquote dir="auto">${text}</blockquote>`)}
      <p class="tray-explanation">${words.review.explanation}</p>
      ${hasFailed ? html`<p class="tray-explanation" role="alert">${words.review.failed}</p>` : nothing}
      <div class="tray-actions">
        ${this.#button('merge', isBusy)} ${this.#button('copy', isBusy)}
      </div>`
  }

  #copied(document: string): TemplateResult {
    return html`<p>${words.review.copiedText}</p>
      <div class="tray-actions">
        <a class="button filled small" href="/d/${document}">${words.review.open}</a>
        <button type="button" class="button small" @click=${() => this.dispatchEvent(new ReviewClosed())}>
          ${words.review.close}
        </button>
      </div>`
  }

  #button(choice: ReviewChoice, isBusy: boolean): TemplateResult {
    return html`<button
      type="button"
      class="button small ${choice === 'merge' ? 'filled' : 'outlined'}"
      ?disabled=${isBusy}
      @click=${() => this.dispatchEvent(new ReviewChosen(choice))}
    >${words.review[choice]}</button>`
  }
}

customElements.define('sp-review-panel', ReviewPanel)

declare global {
  interface HTMLElementTagNameMap {
    'sp-review-panel': ReviewPanel
  }
  interface HTMLElementEventMap {
    'review-chosen': ReviewChosen
    'review-closed': ReviewClosed
  }
}

import { html, nothing } from 'lit'
import type { ResidueItem } from '../../document/protocol/residue.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { gatherLostWords, type LostWords } from './lost-words.ts'

/** What to do with one entry of the tray. */
export type ResidueAction = 'insert' | 'copy' | 'dismiss'

/** Somebody decided about an entry. */
export class ResidueRequest extends Event {
  readonly lost: LostWords
  readonly action: ResidueAction

  constructor(lost: LostWords, action: ResidueAction) {
    super('residue-request', { bubbles: true })
    this.lost = lost
    this.action = action
  }
}

/** My words that could not be placed, until I have decided about each. Fires `residue-request`. */
export class ResidueTray extends LightElement {
  static override properties = { residue: { attribute: false } }
  declare residue: readonly ResidueItem[]

  constructor() {
    super()
    this.residue = []
  }

  override render() {
    if (this.residue.length === 0) return nothing
    return html`<section class="tray" aria-labelledby="residue-heading">
      <h2 id="residue-heading">${words.residue.heading}</h2>
      <p class="tray-explanation">${words.residue.explanation}</p>
      <ul>${gatherLostWords(this.residue).map((lost) => this.#entry(lost))}</ul>
    </section>`
  }

  #entry(lost: LostWords) {
    const hasText = lost.text !== ''
    return html`<li>
      ${
        hasText
          ? html`<blockquote dir="auto">${lost.text}</blockquote>`
          : html`<p>${words.residue.formatting}</p>`
      }
      <p class="tray-reason">${words.residue.reasons[lost.reason]}</p>
      <div class="tray-actions">
        ${hasText ? this.#button(lost, 'insert') : nothing}
        ${hasText ? this.#button(lost, 'copy') : nothing}
        ${this.#button(lost, 'dismiss')}
      </div>
    </li>`
  }

  #button(lost: LostWords, action: ResidueAction) {
    // "Insert here" means the caret, so pressing it must not take the caret away.
    return html`<button
      type="button"
      class="button small ${action === 'dismiss' ? '' : 'outlined'}"
      @mousedown=${(event: MouseEvent) => event.preventDefault()}
      @click=${() => this.dispatchEvent(new ResidueRequest(lost, action))}
    >${words.residue[action]}</button>`
  }
}

customElements.define('sp-residue-tray', ResidueTray)

declare global {
  interface HTMLElementTagNameMap {
    'sp-residue-tray': ResidueTray
  }
  interface HTMLElementEventMap {
    'residue-request': ResidueRequest
  }
}

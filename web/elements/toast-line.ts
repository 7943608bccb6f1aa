import { html, nothing } from 'lit'
import { LightElement } from './light-element.ts'
import { SteadyValue } from './steady-value.ts'

const SHOWN_MS = 2_500

/** One short sentence about what just happened, gone by itself. */
export class ToastLine extends LightElement {
  readonly #text = new SteadyValue<string>(this, '')

  say(text: string): void {
    this.#text.set(text, 0)
    this.#text.set('', SHOWN_MS)
  }

  override render() {
    const { value } = this.#text
    return html`<div role="status">${value ? html`<div class="toast">${value}</div>` : nothing}</div>`
  }
}

customElements.define('sp-toast-line', ToastLine)

declare global {
  interface HTMLElementTagNameMap {
    'sp-toast-line': ToastLine
  }
}

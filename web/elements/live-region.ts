import { html } from 'lit'
import { LightElement } from './light-element.ts'

/** Tells screen readers, without haste, what others see: who came and went, whether all is saved again. */
export class LiveRegion extends LightElement {
  static override properties = { text: { state: true } }
  declare text: string

  constructor() {
    super()
    this.text = ''
  }

  say(text: string): void {
    this.text = text
  }

  override render() {
    return html`<div class="visually-hidden" role="status" aria-live="polite">${this.text}</div>`
  }
}

customElements.define('sp-live-region', LiveRegion)

declare global {
  interface HTMLElementTagNameMap {
    'sp-live-region': LiveRegion
  }
}

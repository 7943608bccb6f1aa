import { html, nothing } from 'lit'
import type { Halt } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { haltWords } from './status-words.ts'

/** Somebody wants all the text on the clipboard. */
export class CopyText extends Event {
  constructor() {
    super('copy-text', { bubbles: true })
  }
}

/** Somebody wants the page anew. */
export class ReloadPage extends Event {
  constructor() {
    super('reload-page', { bubbles: true })
  }
}

/** A strip that says why this page stopped sending, over nothing that is to be read. */
export class HaltedBanner extends LightElement {
  static override properties = { halt: {} }
  declare halt: Halt | undefined

  override render() {
    if (!this.halt) return nothing
    return html`<div class="banner" role="alert">
      <p><strong>${haltWords(this.halt)}</strong> ${words.halt.kept}</p>
      <div class="banner-actions">
        <button type="button" class="button small" @click=${() => this.dispatchEvent(new CopyText())}>
          ${words.halt.copy}
        </button>
        <button type="button" class="button small" @click=${() => this.dispatchEvent(new ReloadPage())}>
          ${words.halt.reload}
        </button>
      </div>
    </div>`
  }
}

customElements.define('sp-halted-banner', HaltedBanner)

declare global {
  interface HTMLElementTagNameMap {
    'sp-halted-banner': HaltedBanner
  }
  interface HTMLElementEventMap {
    'copy-text': CopyText
    'reload-page': ReloadPage
  }
}

import { html, nothing } from 'lit'
import { X } from 'lucide'
import type { ImportLine } from '../import/import-files.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** What becomes of files that somebody imports, line by line, until it is closed. */
export class ImportPanel extends LightElement {
  static override properties = { lines: { attribute: false } }
  declare lines: readonly ImportLine[]

  constructor() {
    super()
    this.lines = []
  }

  override render() {
    if (this.lines.length === 0) return nothing
    const { exchange } = toolWords
    const isBusy = this.lines.some(({ progress }) => progress !== undefined)
    return html`<section class="import-panel" aria-label=${exchange.importHeading} aria-busy=${isBusy}>
      <header>
        <h2>${exchange.importHeading}</h2>
        <button
          type="button"
          class="button icon-button"
          aria-label=${exchange.close}
          title=${exchange.close}
          ?disabled=${isBusy}
          @click=${() => {
            this.lines = []
          }}
        >${icon(X)}</button>
      </header>
      <ul role="status">${this.lines.map((line) => this.#line(line))}</ul>
    </section>`
  }

  #line({ name, said, progress, url, hasFailed }: ImportLine) {
    return html`<li class=${hasFailed ? 'has-failed' : ''}>
      <span class="import-name" dir="auto">${name}</span>
      ${url ? html`<a href=${url} aria-label="${toolWords.exchange.open}: ${name}">${toolWords.exchange.open}</a>` : nothing}
      <span class="import-said">${said}</span>
      ${progress === undefined ? nothing : html`<progress max="1" .value=${progress} aria-label=${name}></progress>`}
    </li>`
  }
}

customElements.define('sp-import-panel', ImportPanel)

declare global {
  interface HTMLElementTagNameMap {
    'sp-import-panel': ImportPanel
  }
}

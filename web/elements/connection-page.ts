import { html, nothing, type TemplateResult } from 'lit'
import type { Check, Report } from '../connection/judge.ts'
import { SILENCE_S } from '../connection/measure.ts'
import { connectionWords as words } from '../connection-words.ts'
import { words as common } from '../words.ts'
import { mark } from './icons.ts'
import { LightElement } from './light-element.ts'

/** How far a check is. `longer` is the one that waits through a silence. */
export type ConnectionView =
  | { readonly kind: 'running' }
  | { readonly kind: 'ready'; readonly report: Report; readonly isTestingLonger: boolean }

/** What somebody wants of the page. */
export type ConnectionAction = 'again' | 'longer' | 'copy'

/** Somebody pressed one of the page's buttons. */
export class ConnectionRequest extends Event {
  readonly action: ConnectionAction

  constructor(action: ConnectionAction) {
    super('connection-request', { bubbles: true })
    this.action = action
  }
}

/** Says how the way to the server is: in a sentence, in a list, and for the administrator. Fires `connection-request`. */
export class ConnectionPage extends LightElement {
  static override properties = { view: { attribute: false } }
  declare view: ConnectionView

  constructor() {
    super()
    this.view = { kind: 'running' }
  }

  override render() {
    return html`<header class="home-top">
        <a class="home-link" href="/">${mark()}<span>${common.product}</span></a>
      </header>
      <main>
        <h1>${words.heading}</h1>
        <p class="check-lead">${words.lead}</p>
        <div role="status">
          ${this.view.kind === 'running' ? running() : this.#verdict(this.view.report)}
        </div>
        ${this.view.kind === 'ready' ? this.#findings(this.view.report, this.view.isTestingLonger) : nothing}
      </main>`
  }

  #verdict({ verdict }: Report): TemplateResult {
    return html`<p class="check-verdict ${verdict === 'good' ? '' : 'is-troubled'}">${words.verdicts[verdict]}</p>`
  }

  #findings({ checks, advice }: Report, isTestingLonger: boolean): TemplateResult {
    return html`<div class="check-actions">
        ${this.#button('again', isTestingLonger)} ${this.#button('longer', isTestingLonger)}
        ${this.#button('copy', false)}
        ${isTestingLonger ? html`<span role="status">${words.longerRunning(SILENCE_S)}</span>` : nothing}
      </div>
      <h2>${words.checksHeading}</h2>
      <ul class="checks">${checks.map(row)}</ul>
      <h2>${words.adviceHeading}</h2>
      <ul class="check-advice">${advice.map((text) => html`<li>${text}</li>`)}</ul>`
  }

  #button(action: ConnectionAction, isBusy: boolean) {
    return html`<button
      type="button"
      class="button outlined small"
      ?disabled=${isBusy}
      @click=${() => this.dispatchEvent(new ConnectionRequest(action))}
    >${words[action]}</button>`
  }
}

function running(): TemplateResult {
  return html`<p class="check-verdict is-running">${words.running}</p>`
}

function row({ mark: one, name, text }: Check): TemplateResult {
  return html`<li class="is-${one}">
    <span class="check-mark" role="img" aria-label=${words.marks[one]}>${one === 'good' ? '✓' : '!'}</span>
    <div><strong>${name}</strong><p>${text}</p></div>
  </li>`
}

customElements.define('sp-connection-page', ConnectionPage)

declare global {
  interface HTMLElementTagNameMap {
    'sp-connection-page': ConnectionPage
  }
  interface HTMLElementEventMap {
    'connection-request': ConnectionRequest
  }
}

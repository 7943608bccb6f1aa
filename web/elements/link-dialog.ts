import { html, nothing } from 'lit'
import { isLinkUrl } from '../../document/schema/attributes.ts'
import { withScheme } from '../editor/address.ts'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { closeDialog, fieldOf, openDialog } from './open-dialog.ts'

/** Somebody chose an address for the selection; undefined takes the link away. */
export class LinkChosen extends Event {
  readonly href: string | undefined
  /** What is written where nothing was selected; '' for the address itself. */
  readonly text: string

  constructor(href: string | undefined, text: string) {
    super('link-chosen', { bubbles: true })
    this.href = href
    this.text = text
  }
}

/** Asks for a link's address. Fires `link-chosen`. */
export class LinkDialog extends ClosedElement {
  static override properties = {
    href: { state: true },
    asksText: { state: true },
    error: { state: true },
  }
  declare href: string
  declare asksText: boolean
  declare error: string

  constructor() {
    super()
    this.href = ''
    this.asksText = false
    this.error = ''
  }

  /** Opens with the address that is there already, '' for none; `asksText` where there are no words to link. */
  open(href: string, asksText: boolean): void {
    this.href = href
    this.asksText = asksText
    this.error = ''
    this.draw()
    this.querySelector('form')?.reset()
    const input = this.querySelector('input')
    if (input) input.value = href
    openDialog(this)
    input?.select()
  }

  override render() {
    return html`<dialog class="dialog" aria-labelledby="link-heading">
      <form method="dialog" novalidate @submit=${this.#apply}>
        <h2 id="link-heading">${words.link.heading}</h2>
        <label class="field">
          ${words.link.address}
          <input name="href" inputmode="url" autocomplete="url" placeholder=${words.link.hint} data-autofocus />
        </label>
        ${this.asksText ? textField() : nothing}
        <p class="field-error" role="alert">${this.error}</p>
        <div class="dialog-actions">
          ${this.href ? this.#removeButton() : nothing}
          <button type="button" class="button" @click=${() => closeDialog(this)}>${words.link.cancel}</button>
          <button class="button filled">${words.link.apply}</button>
        </div>
      </form>
    </dialog>`
  }

  #removeButton() {
    return html`<button type="button" class="button first" @click=${() => this.#choose(undefined)}>
      ${words.link.remove}
    </button>`
  }

  readonly #apply = (event: SubmitEvent) => {
    event.preventDefault()
    const href = withScheme(fieldOf(event.currentTarget as HTMLFormElement, 'href'))
    const text = this.asksText ? fieldOf(event.currentTarget as HTMLFormElement, 'text') : ''
    if (isLinkUrl(href)) this.#choose(href, text)
    else this.error = words.link.refused
  }

  #choose(href: string | undefined, text = ''): void {
    closeDialog(this)
    this.dispatchEvent(new LinkChosen(href, text))
  }
}

function textField() {
  return html`<label class="field">${words.link.text}<input name="text" autocomplete="off" maxlength="1000" /></label>`
}

customElements.define('sp-link-dialog', LinkDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-link-dialog': LinkDialog
  }
  interface HTMLElementEventMap {
    'link-chosen': LinkChosen
  }
}

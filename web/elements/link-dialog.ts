import { html, nothing } from 'lit'
import { isLinkUrl } from '../../document/schema/attributes.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { closeDialog, fieldOf, openDialog } from './open-dialog.ts'

/** Somebody chose an address for the selection; undefined takes the link away. */
export class LinkChosen extends Event {
  readonly href: string | undefined

  constructor(href: string | undefined) {
    super('link-chosen', { bubbles: true })
    this.href = href
  }
}

/** Asks for a link's address. Fires `link-chosen`. */
export class LinkDialog extends LightElement {
  static override properties = { href: { state: true }, error: { state: true } }
  declare href: string
  declare error: string

  constructor() {
    super()
    this.href = ''
    this.error = ''
  }

  /** Opens with the address that is there already, '' for none. */
  async open(href: string): Promise<void> {
    this.href = href
    this.error = ''
    await this.updateComplete
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
          <input name="href" inputmode="url" autocomplete="url" placeholder=${words.link.hint} autofocus />
        </label>
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
    if (isLinkUrl(href)) this.#choose(href)
    else this.error = words.link.refused
  }

  #choose(href: string | undefined): void {
    closeDialog(this)
    this.dispatchEvent(new LinkChosen(href))
  }
}

/** People write `example.org`; a browser would take that for a file beside the page. */
function withScheme(address: string): string {
  if (/^[^\s@/?#]+@[^\s@/?#]+\.[^\s@/?#]+$/.test(address)) return `mailto:${address}`
  return /^[\w-]+(\.[\w-]+)+(?=$|[:/?#])/.test(address) ? `https://${address}` : address
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

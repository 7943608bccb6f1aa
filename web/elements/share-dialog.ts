import { html } from 'lit'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { closeDialog, openDialog } from './open-dialog.ts'

/** The link to copy by hand, where the browser lets no page write to the clipboard. */
export class ShareDialog extends ClosedElement {
  static override properties = { link: { state: true } }
  declare link: string

  constructor() {
    super()
    this.link = ''
  }

  async open(link: string): Promise<void> {
    this.link = link
    await this.updateComplete
    openDialog(this)
    this.querySelector('input')?.select()
  }

  override render() {
    return html`<dialog class="dialog" aria-label=${words.share.button}>
      <form method="dialog">
        <label class="field">${words.share.byHand}<input readonly .value=${this.link} data-autofocus /></label>
        <div class="dialog-actions">
          <button type="button" class="button" @click=${() => closeDialog(this)}>${words.share.close}</button>
        </div>
      </form>
    </dialog>`
  }
}

customElements.define('sp-share-dialog', ShareDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-share-dialog': ShareDialog
  }
}

import { html } from 'lit'
import { AskingDialog } from './asking-dialog.ts'

/** What is asked, and what the two buttons say. */
export interface Question {
  readonly heading: string
  readonly text: string
  readonly confirm: string
  readonly cancel: string
}

/** Asks before something that cannot be undone. The button that leaves has the focus. */
export class ConfirmDialog extends AskingDialog<true> {
  #question: Question = { heading: '', text: '', confirm: '', cancel: '' }

  async confirms(question: Question): Promise<boolean> {
    this.#question = question
    return (await this.ask()) === true
  }

  override render() {
    const { heading, text, confirm, cancel } = this.#question
    return html`<dialog class="dialog" aria-labelledby="confirm-heading" aria-describedby="confirm-text">
      <form method="dialog" @submit=${() => this.choose(true)}>
        <h2 id="confirm-heading">${heading}</h2>
        <p id="confirm-text">${text}</p>
        <div class="dialog-actions">
          <button type="button" class="button" data-autofocus @click=${this.leave}>${cancel}</button>
          <button class="button filled is-grave">${confirm}</button>
        </div>
      </form>
    </dialog>`
  }
}

customElements.define('sp-confirm-dialog', ConfirmDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-confirm-dialog': ConfirmDialog
  }
}

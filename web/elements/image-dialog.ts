import { html } from 'lit'
import { isPictureUrl } from '../../document/schema/attributes.ts'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { closeDialog, fieldOf, openDialog } from './open-dialog.ts'

/** Somebody chose a picture. */
export class ImageChosen extends Event {
  readonly src: string
  readonly alt: string

  constructor(src: string, alt: string) {
    super('image-chosen', { bubbles: true })
    this.src = src
    this.alt = alt
  }
}

/** Somebody would rather choose files of this device. */
export class FilesWanted extends Event {
  constructor() {
    super('files-wanted', { bubbles: true })
  }
}

/** Asks for a picture's address and its description. Fires `image-chosen` or `files-wanted`. */
export class ImageDialog extends ClosedElement {
  static override properties = { error: { state: true } }
  declare error: string

  constructor() {
    super()
    this.error = ''
  }

  open(): void {
    this.error = ''
    this.draw()
    this.querySelector('form')?.reset()
    openDialog(this)
  }

  override render() {
    return html`<dialog class="dialog" aria-labelledby="image-heading">
      <form method="dialog" novalidate @submit=${this.#insert}>
        <h2 id="image-heading">${words.image.heading}</h2>
        <button type="button" class="button outlined" @click=${this.#wantFiles}>${words.files.choose}</button>
        <label class="field">
          ${words.image.address}
          <input name="src" inputmode="url" autocomplete="off" placeholder=${words.link.hint} data-autofocus />
        </label>
        <label class="field">${words.image.alt}<input name="alt" maxlength="1000" autocomplete="off" /></label>
        <p class="field-error" role="alert">${this.error}</p>
        <div class="dialog-actions">
          <button type="button" class="button" @click=${() => closeDialog(this)}>${words.image.cancel}</button>
          <button class="button filled">${words.image.insert}</button>
        </div>
      </form>
    </dialog>`
  }

  readonly #wantFiles = () => {
    closeDialog(this)
    this.dispatchEvent(new FilesWanted())
  }

  readonly #insert = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const src = fieldOf(form, 'src')
    if (!isPictureUrl(src)) {
      this.error = words.image.refused
      return
    }
    closeDialog(this)
    this.dispatchEvent(new ImageChosen(src, fieldOf(form, 'alt')))
  }
}

customElements.define('sp-image-dialog', ImageDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-image-dialog': ImageDialog
  }
  interface HTMLElementEventMap {
    'image-chosen': ImageChosen
    'files-wanted': FilesWanted
  }
}

import { html } from 'lit'
import * as v from 'valibot'
import { COLOURS, type Me, PutMe } from '../../document/protocol/person.ts'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { closeDialog, fieldOf, openDialog } from './open-dialog.ts'

/** Somebody chose another name or colour. */
export class MeChosen extends Event {
  readonly me: PutMe

  constructor(me: PutMe) {
    super('me-chosen', { bubbles: true })
    this.me = me
  }
}

/** Name and colour by which others see me. Fires `me-chosen` and stays open until `close`. */
export class MeDialog extends ClosedElement {
  static override properties = { error: { state: true }, isSaving: { state: true } }
  declare error: string
  declare isSaving: boolean

  constructor() {
    super()
    this.error = ''
    this.isSaving = false
  }

  open(me: Me): void {
    this.error = ''
    this.isSaving = false
    const name = this.querySelector<HTMLInputElement>('input[name=name]')
    const colour = this.querySelector<HTMLInputElement>(`input[name=colour][value='${me.colour}']`)
    if (name) name.value = me.name
    if (colour) colour.checked = true
    openDialog(this)
    name?.select()
  }

  close(): void {
    this.isSaving = false
    closeDialog(this)
  }

  /** The choice could not be stored; it stays on the screen to be tried again. */
  fail(): void {
    this.isSaving = false
    this.error = words.me.failed
  }

  override render() {
    return html`<dialog class="dialog" aria-labelledby="me-heading">
      <form method="dialog" novalidate @submit=${this.#choose}>
        <h2 id="me-heading">${words.me.heading}</h2>
        <label class="field">${words.me.name}<input name="name" maxlength="60" autocomplete="nickname" data-autofocus /></label>
        <fieldset class="swatches">
          <legend>${words.me.colour}</legend>
          ${Array.from({ length: COLOURS }, (_, n) => this.#swatch(n))}
        </fieldset>
        <p class="field-error" role="alert">${this.error}</p>
        <div class="dialog-actions">
          <button type="button" class="button" @click=${() => this.close()}>${words.me.cancel}</button>
          <button class="button filled" ?disabled=${this.isSaving}>${words.me.save}</button>
        </div>
      </form>
    </dialog>`
  }

  #swatch(n: number) {
    return html`<label class="swatch colour-${n}">
      <input type="radio" name="colour" value=${n} aria-label=${words.me.colourOf(n + 1)} />
    </label>`
  }

  readonly #choose = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const chosen = v.safeParse(PutMe, {
      name: fieldOf(form, 'name'),
      colour: Number(fieldOf(form, 'colour')),
    })
    this.error = chosen.success ? '' : words.me.required
    if (!chosen.success) return
    this.isSaving = true
    this.dispatchEvent(new MeChosen(chosen.output))
  }
}

customElements.define('sp-me-dialog', MeDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-me-dialog': MeDialog
  }
  interface HTMLElementEventMap {
    'me-chosen': MeChosen
  }
}

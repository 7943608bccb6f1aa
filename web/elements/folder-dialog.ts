import { html, nothing } from 'lit'
import * as v from 'valibot'
import { FolderName } from '../../document/protocol/home.ts'
import { houseWords } from '../house-words.ts'
import { AskingDialog } from './asking-dialog.ts'
import { fieldOf } from './open-dialog.ts'

/** The document that is moved, and the folders there are. */
export interface FolderQuestion {
  readonly title: string
  readonly folder: string | null
  readonly folders: readonly string[]
}

/** A folder to move to; null for none. */
interface Target {
  readonly folder: string | null
}

/** Asks for one of my folders, a new one or none; and for a new name of one. */
export class FolderDialog extends AskingDialog<Target> {
  static override properties = { error: { state: true } }
  declare error: string
  #question: FolderQuestion | undefined
  #renamed = ''

  constructor() {
    super()
    this.error = ''
  }

  /** The folder a document is to be in; undefined when the dialog was left. */
  async askFolder(question: FolderQuestion): Promise<Target | undefined> {
    this.#question = question
    return this.#askAnew()
  }

  /** Another name for a folder; undefined when the dialog was left. */
  async askName(folder: string): Promise<string | undefined> {
    this.#question = undefined
    this.#renamed = folder
    return (await this.#askAnew())?.folder ?? undefined
  }

  #askAnew(): Promise<Target | undefined> {
    this.error = ''
    const field = this.querySelector<HTMLInputElement>('input[name=name]')
    if (field) field.value = this.#question ? '' : this.#renamed
    return this.ask()
  }

  override render() {
    const { folders } = houseWords
    const question = this.#question
    return html`<dialog class="dialog" aria-labelledby="folder-heading">
      <form method="dialog" novalidate @submit=${this.#submit}>
        <h2 id="folder-heading" dir="auto">
          ${question ? folders.heading(question.title) : folders.renameHeading(this.#renamed)}
        </h2>
        ${question ? this.#choices(question) : nothing}
        <label class="field">${question ? folders.name : folders.newName}
          <input name="name" maxlength="60" autocomplete="off" .value=${question ? '' : this.#renamed} ?data-autofocus=${!question?.folders.length} />
        </label>
        <p class="field-error" role="alert">${this.error}</p>
        <div class="dialog-actions">
          <button type="button" class="button" @click=${this.leave}>${folders.cancel}</button>
          <button class="button filled">${question ? folders.move : folders.renameButton}</button>
        </div>
      </form>
    </dialog>`
  }

  #choices({ folder, folders }: FolderQuestion) {
    if (folders.length === 0) return nothing
    return html`<div class="folder-choices">
      ${folders.map((name) => this.#choice(name, { folder: name }, name === folder))}
      ${folder === null ? nothing : this.#choice(houseWords.folders.none, { folder: null }, false)}
    </div>`
  }

  #choice(text: string, target: Target, isHere: boolean) {
    return html`<button
      type="button"
      class="button outlined small"
      dir="auto"
      ?disabled=${isHere}
      @click=${() => this.choose(target)}
    >${text}</button>`
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault()
    const named = v.safeParse(FolderName, fieldOf(event.currentTarget as HTMLFormElement, 'name'))
    if (named.success) this.choose({ folder: named.output })
    else this.error = houseWords.folders.required
  }
}

customElements.define('sp-folder-dialog', FolderDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-folder-dialog': FolderDialog
  }
}

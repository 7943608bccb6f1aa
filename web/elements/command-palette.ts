import { html, nothing } from 'lit'
import { FileText, Hash, Zap } from 'lucide'
import type { Api } from '../api/http.ts'
import { keyNames } from '../editor/key-names.ts'
import { houseWords } from '../house-words.ts'
import { later } from '../later.ts'
import type { Actions } from '../palette/actions.ts'
import { type PaletteDocument, type PaletteLine, paletteLines } from '../palette/palette-lines.ts'
import { recentActions, rememberAction } from '../palette/recent-actions.ts'
import { words } from '../words.ts'
import type { Choice, ChoiceMade } from './choice-list.ts'
import { optionId } from './choice-list.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { movedIn } from './moved-in.ts'
import { closeDialog, openDialog } from './open-dialog.ts'

/** What the palette needs from its page. */
export interface PaletteDeps {
  readonly api: Pick<Api, 'listDocuments' | 'search'>
  readonly actions: Actions
  /** The document that is open here, which is not offered. */
  readonly document: string | undefined
}

const LISTED = 200
const PAUSE_MS = 80

/** Documents and actions by a few letters: type, choose, Enter. */
export class CommandPalette extends LightElement {
  static override properties = {
    typed: { state: true },
    active: { state: true },
    documents: { state: true },
    found: { state: true },
  }
  declare typed: string
  declare active: number
  declare documents: readonly PaletteDocument[]
  declare found: readonly PaletteDocument[]
  #deps: PaletteDeps | undefined
  #recent: readonly string[] = []
  #cancel = () => {}

  constructor() {
    super()
    this.typed = ''
    this.active = 0
    this.documents = []
    this.found = []
  }

  open(deps: PaletteDeps): void {
    this.#deps = deps
    this.#recent = recentActions()
    Object.assign(this, { typed: '', active: 0, found: [] })
    this.requestUpdate()
    const input = this.querySelector('input')
    if (input) input.value = ''
    openDialog(this)
    void this.#list(deps)
  }

  async #list(deps: PaletteDeps): Promise<void> {
    const answer = await deps.api.listDocuments({ limit: LISTED })
    if (answer.kind !== 'ok') return
    this.documents = answer.value.documents
      .filter(({ id }) => id !== deps.document)
      .map(({ id, title }) => ({ id, title, snippet: '' }))
  }

  override render() {
    const { palette } = houseWords
    const lines = this.#lines()
    const active = lines[this.active]
    return html`<dialog class="dialog palette" aria-label=${palette.label} @click=${this.#leaveOutside}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant=${active ? optionId(idOf(active)) : nothing}
        aria-label=${palette.label}
        placeholder=${palette.label}
        autocomplete="off"
        spellcheck="false"
        maxlength="200"
        data-autofocus
        @input=${this.#type}
        @keydown=${this.#press}
      />
      <sp-choice-list
        id="palette-list"
        .label=${palette.label}
        .choices=${lines.map((line) => this.#toChoice(line))}
        .active=${this.active}
        @choice-made=${({ index }: ChoiceMade) => this.#choose(index)}
      ></sp-choice-list>
      ${lines.length === 0 ? html`<p class="palette-none" role="status">${palette.none}</p>` : nothing}
    </dialog>`
  }

  #lines(): PaletteLine[] {
    const { documents, found, typed } = this
    const actions = this.#deps?.actions.all() ?? []
    return paletteLines(typed, { actions, documents, found, recent: this.#recent })
  }

  #toChoice(line: PaletteLine): Choice {
    const { palette } = houseWords
    const id = idOf(line)
    if (line.kind === 'document') {
      const { title, snippet } = line.document
      const group = this.typed.trim() === '' ? palette.recent : palette.documents
      const label = title.trim() || words.untitled
      return { id, label, picture: icon(FileText), group, ...(snippet ? { detail: snippet } : {}) }
    }
    const { title, keys, isHeading } = line.action
    const group = isHeading ? palette.headings : palette.actions
    const picture = icon(isHeading ? Hash : Zap)
    return { id, label: title, picture, group, ...(keys ? { detail: keyNames(keys) } : {}) }
  }

  readonly #type = ({ currentTarget }: InputEvent) => {
    const typed = (currentTarget as HTMLInputElement).value
    Object.assign(this, { typed, active: 0 })
    this.#cancel()
    if (typed.trim() === '') this.found = []
    else this.#cancel = later(PAUSE_MS, () => void this.#search(typed))
  }

  async #search(typed: string): Promise<void> {
    const answer = await this.#deps?.api.search(typed)
    if (answer?.kind !== 'ok' || typed !== this.typed) return
    const whole = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('')
    this.found = answer.value.results
      .filter(({ id }) => id !== this.#deps?.document)
      .map(({ id, title, snippet }) => ({ id, title: whole(title), snippet: whole(snippet) }))
  }

  readonly #press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const count = this.#lines().length
    // Home and End belong to the field.
    const next = event.key.startsWith('Arrow')
      ? movedIn(event.key, this.active, Math.max(1, count))
      : undefined
    if (next !== undefined) {
      event.preventDefault()
      this.active = next
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    this.#choose(this.active)
  }

  #choose(index: number): void {
    const line = this.#lines()[index]
    if (!line) return
    closeDialog(this)
    if (line.kind === 'document') {
      location.assign(`/d/${line.document.id}`)
      return
    }
    if (!line.action.isHeading) rememberAction(line.action.id)
    void line.action.run()
  }

  readonly #leaveOutside = (event: MouseEvent) => {
    if (event.target === this.querySelector('dialog')) closeDialog(this)
  }
}

function idOf(line: PaletteLine): string {
  return line.kind === 'document' ? `document-${line.document.id}` : `action-${line.action.id}`
}

customElements.define('sp-command-palette', CommandPalette)

declare global {
  interface HTMLElementTagNameMap {
    'sp-command-palette': CommandPalette
  }
}

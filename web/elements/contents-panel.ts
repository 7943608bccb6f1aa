import { html, nothing, type TemplateResult } from 'lit'
import { ListTree, X } from 'lucide'
import { type Heading, isSameOutline } from '../outline/headings.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** Somebody chose a line of the contents. */
export class ContentsChosen extends Event {
  readonly line: number
  /** True when it was chosen by keyboard, which then goes on in the text. */
  readonly isByKey: boolean

  constructor(line: number, isByKey: boolean) {
    super('contents-chosen', { bubbles: true })
    this.line = line
    this.isByKey = isByKey
  }
}

/** Somebody opened or closed the contents. */
export class ContentsToggled extends Event {
  readonly isOpen: boolean

  constructor(isOpen: boolean) {
    super('contents-toggled', { bubbles: true })
    this.isOpen = isOpen
  }
}

/**
 * The headings of the text: beside it where there is room, else a sheet over it. Not there without headings.
 * One stop for Tab, arrows within. Fires `contents-chosen` and `contents-toggled`.
 */
export class ContentsPanel extends LightElement {
  static override properties = {
    headings: { attribute: false, hasChanged: (a: Heading[], b?: Heading[]) => !b || !isSameOutline(a, b) },
    at: { attribute: false },
    isOpen: { attribute: false },
    isSheet: { attribute: false },
    focused: { state: true },
  }
  declare headings: readonly Heading[]
  /** The line that is being read. */
  declare at: number
  declare isOpen: boolean
  declare isSheet: boolean
  /** The line that Tab stops at, once the arrows were used. */
  declare focused: number | undefined

  constructor() {
    super()
    this.headings = []
    this.at = 0
    this.isOpen = false
    this.isSheet = false
  }

  /** Puts the keyboard on the line that is being read. */
  async focusLine(): Promise<void> {
    this.focused = undefined
    await this.updateComplete
    this.#lines()[this.at]?.focus()
  }

  override render() {
    if (this.headings.length === 0) return nothing
    if (!this.isOpen) return this.isSheet ? nothing : this.#opener()
    const panel = html`<nav class="contents" aria-label=${toolWords.contents.label}>
      <div class="contents-head">
        <h2>${toolWords.contents.label}</h2>
        ${this.#button(toolWords.contents.close, X, false)}
      </div>
      <ul @keydown=${this.#move}>${this.headings.map(this.#line)}</ul>
    </nav>`
    if (!this.isSheet) return panel
    return html`<dialog class="contents-sheet" @close=${() => this.#toggle(false)} @click=${this.#closeOutside}>
      ${panel}
    </dialog>`
  }

  override updated(): void {
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  #opener(): TemplateResult {
    return html`<div class="contents-opener">${this.#button(toolWords.contents.open, ListTree, true)}</div>`
  }

  #button(label: string, shape: typeof X, opens: boolean): TemplateResult {
    return html`<button
      type="button"
      class="tool"
      aria-label=${label}
      title=${label}
      @click=${() => this.#toggle(opens)}
    >${icon(shape)}</button>`
  }

  readonly #line = ({ level, text }: Heading, i: number) => html`<li>
    <button
      type="button"
      class="contents-line level-${level}"
      dir="auto"
      tabindex=${i === (this.focused ?? this.at) ? '0' : '-1'}
      aria-current=${i === this.at ? 'location' : nothing}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${(event: MouseEvent) => this.dispatchEvent(new ContentsChosen(i, event.detail === 0))}
    >${text}</button>
  </li>`

  readonly #move = (event: KeyboardEvent) => {
    const lines = this.#lines()
    const from = lines.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: lines.length - 1 }[event.key]
    const next = to === undefined ? undefined : Math.min(Math.max(to, 0), lines.length - 1)
    if (next === undefined) return
    event.preventDefault()
    this.focused = next
    lines[next]?.focus()
  }

  readonly #closeOutside = (event: Event) => {
    if (event.target instanceof HTMLDialogElement) event.target.close()
  }

  #toggle(isOpen: boolean): void {
    if (this.isOpen !== isOpen) this.dispatchEvent(new ContentsToggled(isOpen))
  }

  #lines(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.contents-line')]
  }
}

customElements.define('sp-contents-panel', ContentsPanel)

declare global {
  interface HTMLElementTagNameMap {
    'sp-contents-panel': ContentsPanel
  }
  interface HTMLElementEventMap {
    'contents-chosen': ContentsChosen
    'contents-toggled': ContentsToggled
  }
}

import { html, nothing } from 'lit'
import {
  Check,
  type IconNode,
  RemoveFormatting,
  Subscript,
  Superscript,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignJustify,
  TextAlignStart,
} from 'lucide'
import { keyNames } from '../editor/key-names.ts'
import { keysOf } from '../editor/shortcuts.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { movedIn } from './moved-in.ts'

const ALIGN = ['left', 'center', 'right', 'justify'] as const
const SCRIPTS = ['superscript', 'subscript'] as const

/** What the menu offers. */
export type LayoutChoice = (typeof ALIGN)[number] | (typeof SCRIPTS)[number] | 'clear'

/** Somebody chose how lines or words are to stand. */
export class LayoutChosen extends Event {
  readonly choice: LayoutChoice

  constructor(choice: LayoutChoice) {
    super('layout-chosen')
    this.choice = choice
  }
}

/** The picture of each choice. */
export const LAYOUT_ICONS: Record<LayoutChoice, IconNode> = {
  left: TextAlignStart,
  center: TextAlignCenter,
  right: TextAlignEnd,
  justify: TextAlignJustify,
  superscript: Superscript,
  subscript: Subscript,
  clear: RemoveFormatting,
}

/** How the lines of a block stand, words above and below the line, and no formats at all. Fires `layout-chosen`. */
export class LayoutMenu extends LightElement {
  static override properties = { on: { attribute: false }, off: { attribute: false } }
  /** What holds of the selection. */
  declare on: ReadonlySet<LayoutChoice>
  /** What cannot be done with it. */
  declare off: ReadonlySet<LayoutChoice>

  constructor() {
    super()
    this.on = new Set()
    this.off = new Set()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'menu')
    this.ariaLabel = toolWords.formats.layout
    this.addEventListener('keydown', this.#move)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#move)
  }

  /** Gives the focus to the alignment that holds. */
  focusFirst(): void {
    const entries = this.#entries()
    ;(entries.find((entry) => entry.getAttribute('aria-checked') === 'true') ?? entries[0])?.focus()
  }

  override render() {
    return html`<div role="group" aria-label=${toolWords.formats.alignment}>
        ${ALIGN.map((choice) => this.#entry(choice, 'menuitemradio'))}
      </div>
      <div class="menu-line" role="separator"></div>
      ${SCRIPTS.map((choice) => this.#entry(choice, 'menuitemcheckbox'))}
      ${this.#entry('clear', 'menuitem')}`
  }

  #entry(choice: LayoutChoice, role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox') {
    const keys = keysOf(choice)
    const isOn = this.on.has(choice)
    const isOff = this.off.has(choice)
    return html`<button
      type="button"
      class="menu-entry"
      role=${role}
      data-choice=${choice}
      aria-checked=${role === 'menuitem' ? nothing : String(isOn)}
      aria-disabled=${String(isOff)}
      tabindex="-1"
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => isOff || this.dispatchEvent(new LayoutChosen(choice))}
    >
      <span class="choice-picture">${icon(LAYOUT_ICONS[choice])}</span>
      <span class="choice-label">${toolWords.formats.choices[choice]}</span>
      ${keys ? html`<kbd class="choice-detail">${keyNames(keys)}</kbd>` : nothing}
      ${isOn ? icon(Check) : nothing}
    </button>`
  }

  readonly #move = (event: KeyboardEvent) => {
    const entries = this.#entries()
    const to = movedIn(event.key, entries.indexOf(document.activeElement as HTMLElement), entries.length)
    if (to === undefined) return
    event.preventDefault()
    entries[to]?.focus()
  }

  #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.menu-entry')]
  }
}

customElements.define('sp-layout-menu', LayoutMenu)

declare global {
  interface HTMLElementTagNameMap {
    'sp-layout-menu': LayoutMenu
  }
  interface HTMLElementEventMap {
    'layout-chosen': LayoutChosen
  }
}

import { html, nothing } from 'lit'
import { Check, type IconNode } from 'lucide'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { movedIn } from './moved-in.ts'

/** One line of a menu. */
export interface MenuEntry {
  readonly id: string
  readonly title: string
  readonly picture?: IconNode
  /** Of a choice: whether it is the one that holds. */
  readonly isChecked?: boolean
  /** True for a line that begins a new group. */
  readonly isApart?: boolean
  run(): void | Promise<void>
}

const GAP_PX = 6
const EDGE_PX = 8

/** A button with a menu, whose lines are asked for when it opens. */
export class ActionMenu extends LightElement {
  static override properties = {
    label: {},
    text: {},
    picture: { attribute: false },
    look: {},
    entries: { attribute: false },
    shown: { state: true },
  }
  /** The button's name, also for those who see its text. */
  declare label: string
  /** What the button says; only its picture when left out. */
  declare text: string
  declare picture: IconNode
  /** Classes of the button beside `button`. */
  declare look: string
  declare entries: () => readonly MenuEntry[]
  declare shown: readonly MenuEntry[]

  constructor() {
    super()
    this.label = ''
    this.text = ''
    this.look = 'icon-button'
    this.entries = () => []
    this.shown = []
  }

  override render() {
    return html`<button
        type="button"
        class="button ${this.look}"
        aria-haspopup="menu"
        aria-expanded=${String(this.shown.length > 0)}
        aria-label=${this.label}
        title=${this.text ? nothing : this.label}
        @pointerdown=${this.#noteOpen}
        @click=${this.#press}
        @keydown=${this.#openByArrow}
      >${this.text}${icon(this.picture)}</button>
      <div class="menu" popover role="menu" aria-label=${this.label} @toggle=${this.#toggled} @keydown=${this.#move}>
        ${this.shown.map((entry) => this.#entry(entry))}
      </div>`
  }

  #entry(entry: MenuEntry) {
    const isChoice = entry.isChecked !== undefined
    return html`${entry.isApart ? html`<div class="menu-line" role="separator"></div>` : nothing}<button
        type="button"
        class="menu-entry"
        role=${isChoice ? 'menuitemradio' : 'menuitem'}
        aria-checked=${isChoice ? String(entry.isChecked) : nothing}
        tabindex="-1"
        @click=${() => this.#choose(entry)}
      >
        ${entry.picture ? icon(entry.picture) : nothing}<span dir="auto">${entry.title}</span>
        ${entry.isChecked ? icon(Check) : nothing}
      </button>`
  }

  /** A press outside closes the menu before the click that follows could: then it must not open again. */
  #wasOpen = false
  readonly #noteOpen = () => {
    this.#wasOpen = this.shown.length > 0
  }

  readonly #press = () => {
    if (!this.#wasOpen) void this.open()
    this.#wasOpen = false
  }

  /** Shows the menu with its first line in focus. */
  async open(): Promise<void> {
    this.shown = this.entries()
    await this.updateComplete
    const menu = this.#menu()
    if (!menu || this.shown.length === 0) return
    menu.showPopover()
    this.#place(menu)
    this.#items()[0]?.focus()
  }

  readonly #toggled = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.shown = []
  }

  #choose(entry: MenuEntry): void {
    this.#menu()?.hidePopover()
    this.querySelector('button')?.focus()
    void entry.run()
  }

  readonly #openByArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    event.stopPropagation()
    void this.open()
  }

  /** Below the button and in line with its end, or where there is room. */
  #place(menu: HTMLElement): void {
    const { top, bottom, right } = this.getBoundingClientRect()
    const { clientWidth: width, clientHeight: height } = document.documentElement
    const fitsBelow = bottom + GAP_PX + menu.offsetHeight <= height - EDGE_PX
    const above = Math.max(EDGE_PX, top - GAP_PX - menu.offsetHeight)
    menu.style.top = `${fitsBelow ? bottom + GAP_PX : above}px`
    menu.style.left = `${Math.max(EDGE_PX, Math.min(right - menu.offsetWidth, width - EDGE_PX - menu.offsetWidth))}px`
  }

  readonly #move = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Tab') this.#menu()?.hidePopover()
    const items = this.#items()
    const next = movedIn(event.key, items.indexOf(document.activeElement as HTMLElement), items.length)
    if (next === undefined) return
    event.preventDefault()
    items[next]?.focus()
  }

  #menu(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[popover]')
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  }
}

customElements.define('sp-action-menu', ActionMenu)

declare global {
  interface HTMLElementTagNameMap {
    'sp-action-menu': ActionMenu
  }
}

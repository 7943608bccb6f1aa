import { html, nothing, type TemplateResult } from 'lit'
import { Check, ChevronDown, type IconNode } from 'lucide'
import { toolWords } from '../tool-words.ts'
import './choice-list.ts'
import { type Choice, optionId } from './choice-list.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { isWrittenKey } from './written-key.ts'

/** A tool that does one thing. */
export interface BarButton {
  readonly kind: 'button'
  readonly id: string
  readonly label: string
  readonly icon: IconNode
  readonly run: () => void
}

/** A tool that opens a menu; its entries are asked for when it opens. */
export interface BarMenu {
  readonly kind: 'menu'
  readonly id: string
  readonly label: string
  readonly entries: () => readonly BarEntry[]
}

/** A tool that opens a list to search in. */
export interface BarPicker {
  readonly kind: 'picker'
  readonly id: string
  /** What is chosen now. */
  readonly label: string
  readonly hint: string
  /** What fits a text that was typed. */
  readonly find: (typed: string) => readonly Choice[]
  readonly choose: (id: string) => void
}

/** One line of a menu; `group` parts it from the line above where the two differ. */
export interface BarEntry {
  readonly id: string
  readonly label: string
  readonly icon: IconNode
  readonly group?: string
  readonly isOn?: boolean
  readonly isOff?: boolean
  readonly run: () => void
}

export type BarTool = BarButton | BarMenu | BarPicker

/** Somebody is done with the bar: the keyboard goes back to the text. */
export class BarLeft extends Event {
  constructor() {
    super('bar-left')
  }
}

const GAP_PX = 4

/**
 * The tools of one block, floating at it. One stop for Tab, arrows within, Escape and any letter back to the text. Fires
 * `bar-left`.
 */
export class BlockBar extends LightElement {
  static override properties = {
    tools: { attribute: false },
    label: {},
    focused: { state: true },
    opened: { state: true },
    found: { state: true },
    active: { state: true },
  }
  declare tools: readonly BarTool[]
  declare label: string
  declare focused: number
  /** The tool whose menu or list is open. */
  declare opened: BarMenu | BarPicker | undefined
  declare found: readonly Choice[]
  declare active: number

  constructor() {
    super()
    this.tools = []
    this.label = ''
    this.focused = 0
    this.found = []
    this.active = 0
  }

  /** Gives the keyboard to the first tool. */
  focusFirst(): void {
    this.focused = 0
    this.querySelector<HTMLElement>('.bar-tool')?.focus()
  }

  override render() {
    return html`<div class="bar-tools" role="toolbar" aria-label=${this.label} @keydown=${this.#move}>
        ${this.tools.map(this.#tool)}
      </div>
      <div class="menu bar-popup" popover @toggle=${this.#onToggle} @keydown=${this.#moveInPopup}>
        ${this.opened?.kind === 'menu' ? this.#menu(this.opened) : nothing}
        ${this.opened?.kind === 'picker' ? this.#picker(this.opened) : nothing}
      </div>`
  }

  readonly #tool = (tool: BarTool, index: number): TemplateResult => {
    const isOpen = this.opened?.id === tool.id
    return html`<button
      type="button"
      class="bar-tool"
      data-tool=${tool.id}
      aria-label=${tool.kind === 'button' ? tool.label : nothing}
      title=${tool.kind === 'button' ? tool.label : nothing}
      aria-haspopup=${tool.kind === 'menu' ? 'menu' : tool.kind === 'picker' ? 'dialog' : nothing}
      aria-expanded=${tool.kind === 'button' ? nothing : String(isOpen)}
      tabindex=${index === this.focused ? '0' : '-1'}
      @mousedown=${keepFocus}
      @focus=${() => {
        this.focused = index
      }}
      @click=${(event: Event) => this.#press(tool, event.currentTarget as HTMLElement)}
    >${tool.kind === 'button' ? icon(tool.icon) : html`<span>${tool.label}</span>${icon(ChevronDown)}`}</button>`
  }

  #menu({ label, entries }: BarMenu) {
    let group: string | undefined
    return html`<div role="menu" aria-label=${label}>
      ${entries().map((entry, i) => {
        const line =
          i > 0 && entry.group !== group ? html`<div class="menu-line" role="separator"></div>` : ''
        group = entry.group
        return html`${line}${this.#entry(entry)}`
      })}
    </div>`
  }

  #entry({ id, label, icon: shape, isOn, isOff, run }: BarEntry) {
    return html`<button
      type="button"
      class="menu-entry"
      data-entry=${id}
      role=${isOn === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked=${isOn === undefined ? nothing : String(isOn)}
      aria-disabled=${String(isOff === true)}
      tabindex="-1"
      @mousedown=${keepFocus}
      @click=${() => {
        if (isOff) return
        this.#leave()
        run()
      }}
    >${icon(shape)}<span>${label}</span>${isOn ? icon(Check) : nothing}</button>`
  }

  #picker({ hint }: BarPicker) {
    const active = this.found[this.active]
    return html`<div role="dialog" aria-label=${hint}>
      <input
        class="bar-search"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="bar-choices"
        aria-activedescendant=${active ? optionId(active.id) : nothing}
        aria-label=${hint}
        placeholder=${hint}
        autocomplete="off"
        spellcheck="false"
        @input=${(event: Event) => this.#search((event.currentTarget as HTMLInputElement).value)}
      />
      <sp-choice-list
        id="bar-choices"
        .choices=${this.found}
        .active=${this.active}
        .label=${hint}
        @mousedown=${keepFocus}
        @choice-made=${({ index }: { index: number }) => this.#choose(index)}
      ></sp-choice-list>
      ${this.found.length === 0 ? html`<p class="bar-nothing">${toolWords.blockBar.nothingFound}</p>` : nothing}
    </div>`
  }

  async #press(tool: BarTool, at: HTMLElement): Promise<void> {
    if (tool.kind === 'button') {
      tool.run()
      return
    }
    if (this.opened?.id === tool.id) {
      this.#close()
      return
    }
    this.opened = tool
    if (tool.kind === 'picker') this.#search('')
    await this.updateComplete
    const popup = this.#popup()
    if (!popup) return
    popup.showPopover()
    place(popup, at)
    popup.querySelector<HTMLElement>('input, [role^=menuitem]')?.focus()
  }

  #search(typed: string): void {
    if (this.opened?.kind !== 'picker') return
    this.found = this.opened.find(typed)
    this.active = 0
  }

  #choose(index: number): void {
    const choice = this.found[index]
    const { opened } = this
    if (!choice || opened?.kind !== 'picker') return
    this.#leave()
    opened.choose(choice.id)
  }

  #leave(): void {
    this.#close()
    this.dispatchEvent(new BarLeft())
  }

  /** The browser tells late that the popup closed: by then a fast hand may have opened it again. */
  #close(): void {
    this.opened = undefined
    this.#popup()?.hidePopover()
  }

  readonly #onToggle = () => {
    if (!this.#popup()?.matches(':popover-open')) this.opened = undefined
  }

  readonly #move = (event: KeyboardEvent) => {
    const isEscape = event.key === 'Escape'
    if (isEscape) event.preventDefault()
    if (isEscape || isWrittenKey(event)) {
      this.dispatchEvent(new BarLeft())
      return
    }
    const tools = [...this.querySelectorAll<HTMLElement>('.bar-tool')]
    const at = tools.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'ArrowDown') tools[at]?.click()
    if (to !== undefined) tools.at(to % tools.length)?.focus()
    if (to !== undefined || event.key === 'ArrowDown') event.preventDefault()
  }

  readonly #moveInPopup = (event: KeyboardEvent) => {
    if (event.key === 'Tab' || event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      this.#leave()
    } else if (this.opened?.kind === 'picker') this.#moveInList(event)
    else this.#moveInMenu(event)
  }

  #moveInList(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && this.found.length > 0) {
      event.preventDefault()
      this.active = (this.active + by + this.found.length) % this.found.length
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      this.#choose(this.active)
    }
  }

  #moveInMenu(event: KeyboardEvent): void {
    const entries = [...this.querySelectorAll<HTMLElement>('[role^=menuitem]')]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    entries.at(to % entries.length)?.focus()
  }

  #popup(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[popover]')
  }
}

/** A press of the mouse leaves the caret in the text. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

/** Under its button, or above it where there is more room: its other end may move while one searches. */
function place(popup: HTMLElement, at: HTMLElement): void {
  const button = at.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const below = clientHeight - button.bottom - 2 * GAP_PX
  const above = button.top - 2 * GAP_PX
  const isBelow = height <= below || below >= above
  popup.style.top = isBelow ? `${button.bottom + GAP_PX}px` : 'auto'
  popup.style.bottom = isBelow ? 'auto' : `${clientHeight - button.top + GAP_PX}px`
  popup.style.maxHeight = `${isBelow ? below : above}px`
  popup.style.left = `${Math.max(GAP_PX, Math.min(button.left, clientWidth - width - GAP_PX))}px`
}

customElements.define('sp-block-bar', BlockBar)

declare global {
  interface HTMLElementTagNameMap {
    'sp-block-bar': BlockBar
  }
  interface HTMLElementEventMap {
    'bar-left': BarLeft
  }
}

import { html, nothing } from 'lit'
import { Ellipsis } from 'lucide'
import type { Language } from '../../document/words/language.ts'
import type { HouseAction } from '../house/wire-house.ts'
import { speak } from '../language.ts'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { icon } from './icons.ts'
import { otherLanguages } from './language-choice.ts'
import { movedIn } from './moved-in.ts'
import './theme-choice.ts'
import './typography-choice.ts'

/** What the menu offers; the connection's entry is a link. */
export type MenuAction =
  | 'find'
  | 'contents'
  | 'counts'
  | 'displaced'
  | 'markdown'
  | 'html'
  | 'docx'
  | 'text'
  | 'print'
  | 'copy'
  | 'shortcuts'
  | HouseAction

/** Somebody chose an entry. */
export class MenuRequest extends Event {
  readonly action: MenuAction

  constructor(action: MenuAction) {
    super('menu-request', { bubbles: true })
    this.action = action
  }
}

const GAP_PX = 6

/** Everything one does with a document as a whole. Fires `menu-request`. */
export class DocumentMenu extends ClosedElement {
  static override properties = { isMine: { type: Boolean } }
  /** True when I made the document, and so may throw it away. */
  declare isMine: boolean

  constructor() {
    super()
    this.isMine = false
  }

  override render() {
    return html`<button
        type="button"
        class="button icon-button"
        popovertarget="document-menu"
        aria-haspopup="menu"
        aria-label=${words.menu.label}
        title=${words.menu.label}
        @keydown=${this.#openByArrow}
      >${icon(Ellipsis)}</button>
      <div
        id="document-menu"
        class="menu"
        popover
        role="menu"
        aria-label=${words.menu.label}
        @beforetoggle=${this.#place}
        @keydown=${this.#move}
      >
        ${this.#entry('palette', true)} ${this.#entry('find')} ${this.#entry('contents')} ${this.#entry('counts')}
        <div class="menu-line" role="separator"></div>
        ${this.#entry('displaced')}
        <div class="menu-line" role="separator"></div>
        ${this.#entry('move')} ${this.#entry('duplicate')} ${this.isMine ? this.#entry('trash') : nothing}
        <div class="menu-line" role="separator"></div>
        ${this.#entry('markdown')} ${this.#entry('html')} ${this.#entry('docx')} ${this.#entry('text')}
        ${this.#entry('print')} ${this.#entry('copy')}
        <div class="menu-line" role="separator"></div>
        <sp-typography-choice></sp-typography-choice>
        ${this.#entry('shortcuts')} ${otherLanguages().map(this.#language)}
        <a
          class="menu-entry"
          role="menuitem"
          tabindex="-1"
          href="/connection"
          target="_blank"
          rel="noopener"
          @click=${() => this.#menu()?.hidePopover()}
        >${words.menu.connection}</a>
        <div class="menu-line" role="separator"></div>
        <sp-theme-choice place="menu"></sp-theme-choice>
      </div>`
  }

  /** The first one has the focus as soon as the menu is open: by `autofocus`, which is not late for a fast key. */
  #entry(action: MenuAction, isFirst = false) {
    return html`<button
      type="button"
      class="menu-entry"
      role="menuitem"
      tabindex=${isFirst ? '0' : '-1'}
      ?data-autofocus=${isFirst}
      @click=${() => this.#choose(action)}
    >${words.menu[action]}</button>`
  }

  readonly #language = ([tag, name]: readonly [Language, string]) =>
    html`<button
      type="button"
      class="menu-entry"
      role="menuitem"
      tabindex="-1"
      lang=${tag}
      @click=${() => speak(tag)}
    >${name}</button>`

  #choose(action: MenuAction): void {
    this.#menu()?.hidePopover()
    this.dispatchEvent(new MenuRequest(action))
  }

  readonly #openByArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    this.#menu()?.showPopover()
  }

  /** Under the button, wherever the header has put that. */
  readonly #place = (event: ToggleEvent) => {
    const menu = this.#menu()
    const button = this.querySelector('button')
    if (event.newState !== 'open' || !menu || !button) return
    const { bottom, right } = button.getBoundingClientRect()
    menu.style.top = `${bottom + GAP_PX}px`
    menu.style.right = `${document.documentElement.clientWidth - right}px`
  }

  readonly #move = (event: KeyboardEvent) => {
    const entries = this.#entries()
    const next = movedIn(event.key, entries.indexOf(document.activeElement as HTMLElement), entries.length)
    if (event.key === 'Tab') this.#menu()?.hidePopover()
    if (next === undefined) return
    event.preventDefault()
    entries[next]?.focus()
  }

  #menu(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[popover]')
  }

  #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  }
}

customElements.define('sp-document-menu', DocumentMenu)

declare global {
  interface HTMLElementTagNameMap {
    'sp-document-menu': DocumentMenu
  }
  interface HTMLElementEventMap {
    'menu-request': MenuRequest
  }
}

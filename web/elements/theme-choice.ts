import { html } from 'lit'
import { type IconNode, Monitor, Moon, Sun } from 'lucide'
import { chooseTheme, THEME_KEY, type Theme, themeShown } from '../theme/theme.ts'
import { words } from '../words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

const CHOICES = [
  { theme: 'light', picture: Sun },
  { theme: 'dark', picture: Moon },
  { theme: 'system', picture: Monitor },
] as const satisfies readonly { readonly theme: Theme; readonly picture: IconNode }[]

/** Light, dark, or as the system has it. `place` says whether it is part of a menu or stands alone on a page. */
export class ThemeChoice extends LightElement {
  static override properties = { place: {} }
  declare place: 'menu' | 'page'

  constructor() {
    super()
    this.place = 'page'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('storage', this.#onStorage)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('storage', this.#onStorage)
  }

  override render() {
    const isMenu = this.place === 'menu'
    return html`<div class="theme-choice" role=${isMenu ? 'group' : 'radiogroup'} aria-label=${words.theme.label}>
      ${CHOICES.map(({ theme, picture }) => this.#choice(theme, picture, isMenu))}
    </div>`
  }

  #choice(theme: Theme, picture: IconNode, isMenu: boolean) {
    const isChosen = themeShown() === theme
    return html`<button
      type="button"
      class="theme-button"
      role=${isMenu ? 'menuitemradio' : 'radio'}
      aria-checked=${isChosen ? 'true' : 'false'}
      aria-label=${words.theme[theme]}
      title=${words.theme[theme]}
      tabindex=${isMenu || !isChosen ? '-1' : '0'}
      @click=${() => chooseTheme(theme)}
      @keydown=${isMenu ? undefined : this.#move}
    >${icon(picture)}</button>`
  }

  /** As radio buttons do: an arrow chooses the next one. */
  readonly #move = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (by === undefined) return
    event.preventDefault()
    const at = CHOICES.findIndex(({ theme }) => theme === themeShown())
    const next = (at + by + CHOICES.length) % CHOICES.length
    chooseTheme(CHOICES[next]?.theme ?? 'system')
    this.querySelectorAll('button')[next]?.focus()
  }

  readonly #onStorage = ({ key }: StorageEvent) => {
    if (key === THEME_KEY || key === null) this.requestUpdate()
  }
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
}

customElements.define('sp-theme-choice', ThemeChoice)

declare global {
  interface HTMLElementTagNameMap {
    'sp-theme-choice': ThemeChoice
  }
}

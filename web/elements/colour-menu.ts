import { html, nothing } from 'lit'
import { Ban, Check } from 'lucide'
import { TEXT_COLOURS, type TextColour } from '../../document/schema/colours.ts'
import { COLOUR_MARKS, type ColourMark } from '../editor/formats/colour.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** Somebody chose a colour for words or their ground; undefined: none. */
export class ColourChosen extends Event {
  readonly mark: ColourMark
  readonly colour: TextColour | undefined

  constructor(mark: ColourMark, colour: TextColour | undefined) {
    super('colour-chosen')
    this.mark = mark
    this.colour = colour
  }
}

/** No colour, then all there are. */
const SWATCHES = [undefined, ...TEXT_COLOURS] as const
const COLUMNS = 5

/** The colours of words and of highlights as two fields of swatches. Arrows go through both. Fires `colour-chosen`. */
export class ColourMenu extends LightElement {
  static override properties = { now: { attribute: false } }
  /** The colours of the selection. */
  declare now: Readonly<Record<ColourMark, TextColour | undefined>>

  constructor() {
    super()
    this.now = { text_colour: undefined, highlight: undefined }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'menu')
    this.ariaLabel = toolWords.formats.colours
    this.addEventListener('keydown', this.#move)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#move)
  }

  /** Gives the focus to the colour that the words have. */
  focusFirst(): void {
    const chosen = '[aria-checked=true]:not([data-colour=none])'
    const all = this.#swatches()
    ;(this.querySelector<HTMLElement>(chosen) ?? all[0])?.focus()
  }

  override render() {
    return html`${COLOUR_MARKS.map(
      (mark) => html`<div role="group" aria-label=${toolWords.formats[mark]}>
        <div class="choice-group" aria-hidden="true">${toolWords.formats[mark]}</div>
        <div class="colour-field">${SWATCHES.map((colour) => this.#swatch(mark, colour))}</div>
      </div>`,
    )}`
  }

  #swatch(mark: ColourMark, colour: TextColour | undefined) {
    const name = colour ? toolWords.formats.names[colour] : toolWords.formats.none
    const isChosen = this.now[mark] === colour
    const look = colour ? `${mark === 'highlight' ? 'highlight' : 'text'}-${colour}` : 'no-colour'
    return html`<button
      type="button"
      class="colour-swatch ${look}"
      role="menuitemradio"
      data-colour=${colour ?? 'none'}
      aria-checked=${String(isChosen)}
      aria-label=${name}
      title=${name}
      tabindex="-1"
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.dispatchEvent(new ColourChosen(mark, colour))}
    >${colour === undefined ? icon(Ban) : nothing}${isChosen ? html`<span class="colour-tick">${icon(Check)}</span>` : nothing}</button>`
  }

  readonly #move = (event: KeyboardEvent) => {
    const swatches = this.#swatches()
    const at = swatches.indexOf(document.activeElement as HTMLElement)
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + COLUMNS,
      ArrowUp: at - COLUMNS,
      Home: 0,
      End: swatches.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    swatches[(to + swatches.length) % swatches.length]?.focus()
  }

  #swatches(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.colour-swatch')]
  }
}

customElements.define('sp-colour-menu', ColourMenu)

declare global {
  interface HTMLElementTagNameMap {
    'sp-colour-menu': ColourMenu
  }
  interface HTMLElementEventMap {
    'colour-chosen': ColourChosen
  }
}

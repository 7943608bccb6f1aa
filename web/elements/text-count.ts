import { html, nothing } from 'lit'
import { language } from '../language.ts'
import { type Counts, readingMinutes } from '../outline/counts.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'

const number = new Intl.NumberFormat(language)

/** How much is written, in a corner; a press shows it in full. Of the selection too, while there is one. */
export class TextCount extends LightElement {
  static override properties = { counts: { attribute: false }, selected: { attribute: false } }
  declare counts: Counts | undefined
  declare selected: Counts | undefined

  /** Shows the counts in full. */
  open(): void {
    this.querySelector<HTMLElement>('[popover]')?.showPopover()
  }

  override render() {
    const { counts, selected } = this
    if (!counts) return nothing
    const all = words.counts.words(counts.words, number.format(counts.words))
    return html`<button type="button" class="text-count" popovertarget="text-counts" title=${words.counts.label}>
        ${selected ? words.counts.selected(number.format(selected.words), all) : all}
      </button>
      <div id="text-counts" class="menu text-counts" popover role="dialog" aria-label=${words.counts.label}>
        <table>
          <thead ?hidden=${!selected}>
            <tr><td></td><th scope="col">${words.counts.selection}</th><th scope="col">${words.counts.whole}</th></tr>
          </thead>
          <tbody>
            ${this.#row(words.counts.wordsName, ({ words }) => number.format(words))}
            ${this.#row(words.counts.characters, ({ characters }) => number.format(characters))}
            ${this.#row(words.counts.withoutSpaces, (one) => number.format(one.charactersWithoutSpaces))}
            ${this.#row(words.counts.reading, (one) => words.counts.minutes(readingMinutes(one.words)))}
          </tbody>
        </table>
      </div>`
  }

  #row(name: string, value: (counts: Counts) => string) {
    const { counts, selected } = this
    return html`<tr>
      <th scope="row">${name}</th>
      ${selected ? html`<td>${value(selected)}</td>` : nothing}
      ${counts ? html`<td>${value(counts)}</td>` : nothing}
    </tr>`
  }
}

customElements.define('sp-text-count', TextCount)

declare global {
  interface HTMLElementTagNameMap {
    'sp-text-count': TextCount
  }
}

import { html, nothing } from 'lit'
import { language } from '../language.ts'
import { type Counts, readingMinutes } from '../outline/counts.ts'
import { toolWords } from '../tool-words.ts'
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
    const all = toolWords.counts.words(counts.words, number.format(counts.words))
    return html`<button type="button" class="text-count" popovertarget="text-counts" title=${toolWords.counts.label}>
        ${selected ? toolWords.counts.selected(number.format(selected.words), all) : all}
      </button>
      <div id="text-counts" class="menu text-counts" popover role="dialog" aria-label=${toolWords.counts.label}>
        <table>
          <thead ?hidden=${!selected}>
            <tr><td></td><th scope="col">${toolWords.counts.selection}</th><th scope="col">${toolWords.counts.whole}</th></tr>
          </thead>
          <tbody>
            ${this.#row(toolWords.counts.wordsName, ({ words }) => number.format(words))}
            ${this.#row(toolWords.counts.characters, ({ characters }) => number.format(characters))}
            ${this.#row(toolWords.counts.withoutSpaces, (one) => number.format(one.charactersWithoutSpaces))}
            ${this.#row(toolWords.counts.reading, (one) => toolWords.counts.minutes(readingMinutes(one.words)))}
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

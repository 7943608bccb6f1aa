import { html } from 'lit'
import { toolWords } from '../tool-words.ts'
import { LightElement } from './light-element.ts'

/** Somebody chose how large a table is to be. */
export class SizeChosen extends Event {
  readonly rows: number
  readonly columns: number

  constructor(rows: number, columns: number) {
    super('size-chosen')
    this.rows = rows
    this.columns = columns
  }
}

const MOST = 8
const USUAL = 3

/**
 * A grid on which one points at the last cell of a new table, by mouse, finger or arrows. Fires `size-chosen`, and
 * `size-dropped` when none is wanted.
 */
export class TablePicker extends LightElement {
  static override properties = { rows: { state: true }, columns: { state: true } }
  declare rows: number
  declare columns: number

  constructor() {
    super()
    this.rows = USUAL
    this.columns = USUAL
  }

  override render() {
    const sizes = Array.from({ length: MOST }, (_, i) => i + 1)
    return html`<div class="size-grid" role="group" aria-label=${toolWords.table.size} @keydown=${this.#move}>
        ${sizes.map((row) => sizes.map((column) => this.#cell(row, column)))}
      </div>
      <p class="size-said" aria-hidden="true">${toolWords.table.sizeOf(this.rows, this.columns)}</p>`
  }

  /** Gives the keyboard to the size that is chosen now. */
  async focusSize(): Promise<void> {
    await this.updateComplete
    this.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  #cell(row: number, column: number) {
    const isLast = row === this.rows && column === this.columns
    return html`<button
      type="button"
      class="size-cell ${row <= this.rows && column <= this.columns ? 'is-in' : ''}"
      aria-label=${toolWords.table.sizeOf(row, column)}
      tabindex=${isLast ? '0' : '-1'}
      @pointerenter=${() => this.#choose(row, column)}
      @click=${() => this.dispatchEvent(new SizeChosen(row, column))}
    ></button>`
  }

  #choose(rows: number, columns: number): void {
    this.rows = Math.min(MOST, Math.max(1, rows))
    this.columns = Math.min(MOST, Math.max(1, columns))
  }

  readonly #move = (event: KeyboardEvent) => {
    const by = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') this.dispatchEvent(new Event('size-dropped'))
    if (!by && event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (!by) return
    const [down = 0, on = 0] = by
    this.#choose(this.rows + down, this.columns + on)
    void this.focusSize()
  }
}

customElements.define('sp-table-picker', TablePicker)

declare global {
  interface HTMLElementTagNameMap {
    'sp-table-picker': TablePicker
  }
  interface HTMLElementEventMap {
    'size-chosen': SizeChosen
  }
}

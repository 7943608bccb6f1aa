import { html, nothing } from 'lit'
import { LightElement } from './light-element.ts'
import { SteadyValue } from './steady-value.ts'

const SHOWN_MS = 2_500
/** A long sentence stays as long as it takes to read it. */
const READ_MS_PER_CHARACTER = 60
/** So long when there is something to press. */
const SHOWN_WITH_ACTION_MS = 8_000

/** What one can do about what just happened. */
export interface ToastAction {
  readonly label: string
  run(): void
}

interface Said {
  readonly text: string
  readonly action: ToastAction | undefined
}

/** One short sentence about what just happened, with a way back where there is one, gone by itself. */
export class ToastLine extends LightElement {
  readonly #said = new SteadyValue<Said | undefined>(this, undefined)

  say(text: string, action?: ToastAction): void {
    this.#said.set({ text, action }, 0)
    const shownMs = Math.max(SHOWN_MS, text.length * READ_MS_PER_CHARACTER)
    this.#said.set(undefined, action ? Math.max(SHOWN_WITH_ACTION_MS, shownMs) : shownMs)
  }

  override render() {
    const said = this.#said.value
    return html`<div role="status">${said ? html`<div class="toast" dir="auto">${said.text}${this.#button(said.action)}</div>` : nothing}</div>`
  }

  #button(action: ToastAction | undefined) {
    if (!action) return nothing
    return html`<button
      type="button"
      class="toast-action"
      @click=${() => {
        this.#said.set(undefined, 0)
        action.run()
      }}
    >${action.label}</button>`
  }
}

customElements.define('sp-toast-line', ToastLine)

declare global {
  interface HTMLElementTagNameMap {
    'sp-toast-line': ToastLine
  }
}

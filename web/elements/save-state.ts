import type { PropertyValues } from 'lit'
import type { SyncStatus } from '../sync/sync-client.ts'
import { LightElement } from './light-element.ts'
import { type SaveKind, saveKind, saveWords } from './status-words.ts'
import { SteadyValue } from './steady-value.ts'

// Between two keystrokes everything is on disk for a moment; saying so each time would flicker. The word for
// less than saved never waits.
const SAVED_AFTER_MS = 400

/** Whether my changes are on the server's disk, in a word. */
export class SaveState extends LightElement {
  static override properties = { status: { attribute: false } }
  declare status: SyncStatus | undefined
  readonly #kind = new SteadyValue<SaveKind>(this, 'opening')

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('status') || !this.status) return
    const kind = saveKind(this.status)
    this.#kind.set(kind, kind === 'saved' && this.#kind.value === 'saving' ? SAVED_AFTER_MS : 0)
  }

  override render() {
    this.dataset['kind'] = this.#kind.value
    return saveWords(this.#kind.value)
  }
}

customElements.define('sp-save-state', SaveState)

declare global {
  interface HTMLElementTagNameMap {
    'sp-save-state': SaveState
  }
}

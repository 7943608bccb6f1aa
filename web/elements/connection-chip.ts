import { html, nothing, type PropertyValues } from 'lit'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { troubleWords } from './status-words.ts'
import { SteadyValue } from './steady-value.ts'

const TROUBLE_AFTER_MS = 2_000

/** Somebody pressed the chip: try the connection at once. */
export class ReconnectNow extends Event {
  constructor() {
    super('reconnect-now', { bubbles: true })
  }
}

/** Says that the connection is down, once that has lasted; pressing it tries again. Fires `reconnect-now`. */
export class ConnectionChip extends LightElement {
  static override properties = { status: { attribute: false } }
  declare status: SyncStatus | undefined
  readonly #isInTrouble = new SteadyValue(this, false)

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('status') || !this.status) return
    const { connection, trouble, halt } = this.status
    const isTroubled = (connection !== 'live' || trouble !== undefined) && !halt
    this.#isInTrouble.set(isTroubled, isTroubled ? TROUBLE_AFTER_MS : 0)
  }

  override render() {
    if (!this.#isInTrouble.value || !this.status) return nothing
    const { connection, unsaved, trouble } = this.status
    const isRefused = connection === 'live' && trouble !== undefined
    const quiet = connection === 'connecting' ? words.connection.connecting : words.connection.reconnecting
    const down = unsaved > 0 ? words.connection.offline(unsaved) : quiet
    const text = isRefused ? troubleWords(trouble) : down
    return html`<button
      type="button"
      class="chip ${unsaved > 0 ? 'is-loud' : ''} ${isRefused ? 'is-long' : ''}"
      title=${words.connection.again}
      @click=${() => this.dispatchEvent(new ReconnectNow())}
    >${text}</button>`
  }
}

customElements.define('sp-connection-chip', ConnectionChip)

declare global {
  interface HTMLElementTagNameMap {
    'sp-connection-chip': ConnectionChip
  }
  interface HTMLElementEventMap {
    'reconnect-now': ReconnectNow
  }
}

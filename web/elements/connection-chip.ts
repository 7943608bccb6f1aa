import { html, nothing, type PropertyValues } from 'lit'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
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
    const { connection, halt } = this.status
    const isDown = connection !== 'live' && !halt
    this.#isInTrouble.set(isDown, isDown ? TROUBLE_AFTER_MS : 0)
  }

  override render() {
    if (!this.#isInTrouble.value || !this.status) return nothing
    const { connection, unsaved } = this.status
    const quiet = connection === 'connecting' ? words.connection.connecting : words.connection.reconnecting
    const text = unsaved > 0 ? words.connection.offline(unsaved) : quiet
    return html`<button
      type="button"
      class=${unsaved > 0 ? 'chip is-loud' : 'chip'}
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

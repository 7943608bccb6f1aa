import { html, type PropertyValues } from 'lit'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { type SaveKind, type SaveLine, saveLine } from './save-words.ts'
import { SteadyValue } from './steady-value.ts'

// Between two keystrokes everything is on a disk for a moment, the server's or this device's; saying so each time
// would flicker. The word for less than saved never waits.
const SAVED_AFTER_MS = 400

/** A shorter outage is nobody's concern. */
const TROUBLED_AFTER_MS = 2_000

/** What a person may want to try again at once. */
const TRIED_AGAIN: ReadonlySet<SaveKind> = new Set(['offline', 'reconnecting', 'unreachable'])

/** Somebody wants the connection tried again at once. */
export class ReconnectNow extends Event {
  constructor() {
    super('reconnect-now', { bubbles: true })
  }
}

/** Where my changes are, in a line of words, at every width. Fires `reconnect-now` when pressed without a line. */
export class SaveState extends LightElement {
  static override properties = { status: { attribute: false } }
  declare status: SyncStatus | undefined
  readonly #isTroubled = new SteadyValue(this, false)
  readonly #kind = new SteadyValue<SaveKind>(this, 'opening')
  readonly #isKept = new SteadyValue(this, true)

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.status) return
    if (changed.has('status')) {
      const { connection, trouble, halt } = this.status
      const isDown = connection === 'connecting' || connection === 'reconnecting'
      const isTroubled = (isDown || trouble !== undefined) && !halt
      this.#isTroubled.set(isTroubled, isTroubled ? TROUBLED_AFTER_MS : 0)
    }
    const isKept = this.status.kept >= this.status.unsaved
    this.#isKept.set(isKept, isKept ? SAVED_AFTER_MS : 0)
    const { kind } = this.#line(this.status)
    this.#kind.set(kind, kind === 'saved' && this.#kind.value === 'saving' ? SAVED_AFTER_MS : 0)
  }

  #line(status: SyncStatus): SaveLine {
    const kept = this.#isKept.value ? status.kept : 0
    return saveLine({ ...status, kept }, this.#isTroubled.value)
  }

  override render() {
    if (!this.status) return words.save.opening
    const line = this.#line(this.status)
    const isSettling = this.#kind.value === 'saving' && line.kind === 'saved'
    const { kind, weight, text } = isSettling
      ? ({ kind: 'saving', weight: 'calm', text: words.save.saving } as const)
      : line
    this.dataset['kind'] = kind
    this.dataset['weight'] = weight
    if (!TRIED_AGAIN.has(kind)) return text
    return html`<button
      type="button"
      class="save-chip"
      title=${words.connection.again}
      @click=${() => this.dispatchEvent(new ReconnectNow())}
    >${text}</button>`
  }
}

customElements.define('sp-save-state', SaveState)

declare global {
  interface HTMLElementTagNameMap {
    'sp-save-state': SaveState
  }
  interface HTMLElementEventMap {
    'reconnect-now': ReconnectNow
  }
}

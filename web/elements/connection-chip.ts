import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { SyncStatus, Trouble } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { ReconnectNow } from './save-state.ts'
import { troubleWords } from './status-words.ts'
import { SteadyValue } from './steady-value.ts'

const TROUBLE_AFTER_MS = 2_000

/**
 * Says why changes wait though the connection is good, or why there is none to be had, with a try at once. Fires `reconnect-now`. Where streams
 * are held back it says, quietly, that changes come later, and links to the page that tells why.
 */
export class ConnectionChip extends LightElement {
  static override properties = { status: { attribute: false } }
  declare status: SyncStatus | undefined
  readonly #trouble = new SteadyValue<SyncStatus['trouble']>(this, undefined)
  readonly #isSlow = new SteadyValue(this, false)

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('status') || !this.status) return
    const { connection, transport, trouble, halt } = this.status
    const isSaid = connection === 'live' || trouble === 'too-many-streams'
    const isRefused = isSaid && trouble !== undefined && !halt
    const wasRefused = this.#trouble.value !== undefined
    this.#trouble.set(isRefused ? trouble : undefined, isRefused && !wasRefused ? TROUBLE_AFTER_MS : 0)
    const isSlow = transport === 'polling' && !halt
    this.#isSlow.set(isSlow, isSlow ? TROUBLE_AFTER_MS : 0)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'status')
  }

  override render() {
    const trouble = this.#trouble.value
    if (trouble !== undefined) return this.#troubled(trouble)
    return this.#isSlow.value ? checkLink('chip', words.connection.slow, words.connection.why) : nothing
  }

  #troubled(trouble: Trouble): TemplateResult {
    const { unsaved = 0, canKeep = false } = this.status ?? {}
    return html`<div class="chip is-long ${unsaved > 0 ? 'is-loud' : ''}">
      <span>
        ${troubleWords({ trouble, unsaved, canKeep })}
        <button type="button" class="chip-action" @click=${() => this.dispatchEvent(new ReconnectNow())}>
          ${words.connection.again}
        </button>
        ${isOnTheWay(trouble) ? html` · ${checkLink('chip-action', words.connection.why)}` : nothing}
      </span>
    </div>`
  }
}

/** True when it is not the server that says so. */
function isOnTheWay(trouble: Trouble): boolean {
  return trouble === 'unknown' || trouble === 'unreachable'
}

/** In a tab of its own: the document stays open. */
function checkLink(kind: string, text: string, title: string | typeof nothing = nothing): TemplateResult {
  return html`<a class=${kind} href="/connection" target="_blank" rel="noopener" title=${title}>${text}</a>`
}

customElements.define('sp-connection-chip', ConnectionChip)

declare global {
  interface HTMLElementTagNameMap {
    'sp-connection-chip': ConnectionChip
  }
}

import { html, nothing, type TemplateResult } from 'lit'
import type { Halt, SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import { type HaltKind, haltKind } from './halt-kind.ts'
import { LightElement } from './light-element.ts'

/** Somebody wants all the text on the clipboard. */
export class CopyText extends Event {
  constructor() {
    super('copy-text', { bubbles: true })
  }
}

/** Somebody wants all the text as a file. */
export class DownloadText extends Event {
  constructor() {
    super('download-text', { bubbles: true })
  }
}

/** Somebody wants the page anew. */
export class ReloadPage extends Event {
  constructor() {
    super('reload-page', { bubbles: true })
  }
}

/** Somebody wants the document back from the trash. */
export class RestoreDocument extends Event {
  constructor() {
    super('restore-document', { bubbles: true })
  }
}

/** Where loading the page once more ends in the same stop. */
const RELOAD_IS_IN_VAIN: ReadonlySet<HaltKind> = new Set(['gone', 'foreign'])

/**
 * A strip over the page's foot, over nothing that is to be read: why this page stopped sending, what is safe
 * and what to do; or that there is a new version. Fires `copy-text`, `download-text`, `reload-page` and,
 * for a document in the trash, `restore-document`.
 */
export class HaltedBanner extends LightElement {
  static override properties = {
    status: { attribute: false },
    hasNewVersion: { type: Boolean },
    isMine: { type: Boolean },
  }
  declare status: SyncStatus | undefined
  declare hasNewVersion: boolean
  /** True when I made the document, and so may restore it. */
  declare isMine: boolean

  constructor() {
    super()
    this.hasNewVersion = false
    this.isMine = false
  }

  override render() {
    const { halt, unsaved, isInTrash } = this.status ?? {}
    if (halt) return this.#halted(halt, unsaved === 0)
    if (isInTrash) return this.#inTrash()
    return this.hasNewVersion ? this.#newVersion() : nothing
  }

  #halted(halt: Halt, isAllSaved: boolean): TemplateResult {
    const kind = haltKind(halt)
    const { what, safe, next } = words.halt[kind]
    return html`<div class="banner" role="alert" data-kind=${kind}>
      <p>
        <strong>${what}</strong> ${words.halt.paused}
        ${isAllSaved ? words.halt.allSaved : safe} ${next}
      </p>
      <div class="banner-actions">
        ${this.#button(words.halt.copy, () => new CopyText())}
        ${this.#button(words.halt.download, () => new DownloadText())}
        ${kind === 'foreign' ? checkLink() : nothing}
        ${RELOAD_IS_IN_VAIN.has(kind) ? nothing : this.#button(words.halt.reload, () => new ReloadPage())}
      </div>
    </div>`
  }

  #inTrash(): TemplateResult {
    const { trash } = words.halt
    return html`<div class="banner" role="alert" data-kind="trash">
      <p><strong>${trash.what}</strong> ${this.isMine ? trash.mine : trash.others}</p>
      <div class="banner-actions">
        ${this.isMine ? this.#button(trash.restore, () => new RestoreDocument()) : nothing}
        ${this.#button(words.halt.copy, () => new CopyText())}
      </div>
    </div>`
  }

  #newVersion(): TemplateResult {
    return html`<div class="banner is-calm" role="status">
      <p><strong>${words.newVersion.here}</strong> ${words.newVersion.next}</p>
      <div class="banner-actions">
        ${this.#button(words.newVersion.reload, () => new ReloadPage())}
      </div>
    </div>`
  }

  #button(text: string, request: () => Event) {
    return html`<button type="button" class="button small" @click=${() => this.dispatchEvent(request())}>
      ${text}
    </button>`
  }
}

function checkLink(): TemplateResult {
  return html`<a class="button small" href="/connection" target="_blank" rel="noopener">${words.halt.check}</a>`
}

customElements.define('sp-halted-banner', HaltedBanner)

declare global {
  interface HTMLElementTagNameMap {
    'sp-halted-banner': HaltedBanner
  }
  interface HTMLElementEventMap {
    'copy-text': CopyText
    'download-text': DownloadText
    'reload-page': ReloadPage
    'restore-document': RestoreDocument
  }
}

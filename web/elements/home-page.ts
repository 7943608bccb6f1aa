import { html, nothing, type TemplateResult } from 'lit'
import type { DocumentList } from '../../document/protocol/home.ts'
import type { Me } from '../../document/protocol/person.ts'
import { unreachable } from '../../document/unreachable.ts'
import type { KeptDocument } from '../sync/outbox-store.ts'
import { words } from '../words.ts'
import { mark } from './icons.ts'
import { LightElement } from './light-element.ts'
import './people-bar.ts'
import { relativeTime } from './relative-time.ts'
import './theme-choice.ts'

type ListedDocument = DocumentList['documents'][number]

/** One line of the list; `when` says in words what `at` stands for. */
interface Row {
  readonly id: string
  readonly title: string
  readonly at: number
  readonly when: string
  readonly people: number
}

/** What the home page knows about my documents; `now` is when they were read, in milliseconds since 1970. */
export type HomeView =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly documents: readonly ListedDocument[]
      /** Documents with unsent work that the server does not list. */
      readonly kept: readonly KeptDocument[]
      readonly now: number
    }
  | { readonly kind: 'failed'; readonly kept: readonly KeptDocument[]; readonly now: number }

/** Somebody wants a new document. */
export class NewDocument extends Event {
  constructor() {
    super('new-document', { bubbles: true })
  }
}

/** Somebody wants the list loaded once more. */
export class RetryList extends Event {
  constructor() {
    super('retry-list', { bubbles: true })
  }
}

/** Somebody wants what this device has of a document on the clipboard. */
export class CopyKept extends Event {
  readonly document: string

  constructor(document: string) {
    super('copy-kept', { bubbles: true })
    this.document = document
  }
}

/** My documents, newest first. Fires `new-document`, `retry-list`, `copy-kept` and, from my avatar, `edit-me`. */
export class HomePage extends LightElement {
  static override properties = {
    view: { attribute: false },
    me: { attribute: false },
    unsent: { attribute: false },
    isMaking: { type: Boolean },
    hasFailedToMake: { type: Boolean },
    copied: {},
  }
  declare view: HomeView
  declare me: Me | undefined
  /** How many changes this device keeps that were not sent yet, by document. */
  declare unsent: ReadonlyMap<string, number>
  declare isMaking: boolean
  declare hasFailedToMake: boolean
  /** The document on this device that was copied last. */
  declare copied: string | undefined

  constructor() {
    super()
    this.view = { kind: 'loading' }
    this.unsent = new Map()
    this.isMaking = false
    this.hasFailedToMake = false
  }

  override render() {
    const isEmpty = this.view.kind === 'ready' && this.view.documents.length === 0
    return html`<header class="home-top">
        <a class="home-link" href="/">${mark()}<span>${words.product}</span></a>
        <div class="home-own">
          <sp-theme-choice></sp-theme-choice>
          <sp-people-bar .me=${this.me}></sp-people-bar>
        </div>
      </header>
      <main>
        <div class="home-head">
          <h1>${words.home.heading}</h1>
          ${isEmpty ? nothing : this.#newButton()}
        </div>
        ${this.hasFailedToMake ? html`<p class="home-error" role="alert">${words.home.notMade}</p>` : nothing}
        ${this.#content()}
      </main>`
  }

  #content(): TemplateResult {
    const { view } = this
    switch (view.kind) {
      case 'loading':
        return html`<ul class="documents" aria-busy="true" aria-label=${words.home.loading}>
          ${[0, 1, 2].map(() => html`<li><div class="skeleton is-title"></div></li>`)}
        </ul>`
      case 'failed':
        return html`<div class="home-error" role="alert">
          <span>${words.home.failed}</span>
          <button
            type="button"
            class="button outlined small"
            @click=${() => this.dispatchEvent(new RetryList())}
          >${words.home.retry}</button>
          <a class="button small" href="/connection">${words.connection.why}</a>
        </div>
        ${this.#kept(view.kept, view.now)}`
      case 'ready':
        if (view.documents.length === 0) return html`${this.#kept(view.kept, view.now)}${this.#empty()}`
        return html`${this.#kept(view.kept, view.now)}<ul class="documents">${view.documents.map(
          ({ updatedAt: at, ...one }) => {
            return this.#row({ ...one, at, when: words.home.edited(relativeTime(at, view.now)) })
          },
        )}</ul>`
      default:
        return unreachable(view)
    }
  }

  #kept(kept: readonly KeptDocument[], now: number) {
    if (kept.length === 0) return nothing
    return html`<h2 class="kept-heading">${words.home.keptHeading}</h2>
      <ul class="documents">
        ${kept.map(({ document: id, title, at }) => {
          const when = words.home.openedHere(relativeTime(at, now))
          return this.#row({ id, title, at, when, people: 0 }, this.#copyButton(id))
        })}
      </ul>`
  }

  #row({ id, title, at, when, people }: Row, action: TemplateResult | typeof nothing = nothing) {
    const isUntitled = title.trim() === ''
    const unsent = this.unsent.get(id)
    return html`<li>
      <a class="document-row" href="/d/${id}">
        <span class="document-title ${isUntitled ? 'is-untitled' : ''}" dir="auto">
          ${isUntitled ? words.untitled : title}
        </span>
        <time class="document-time" datetime=${new Date(at).toISOString()}>${when}</time>
        ${people > 0 ? html`<span class="document-people">${words.home.hereNow(people)}</span>` : nothing}
        ${unsent ? html`<span class="document-unsent">${words.home.unsent(unsent)}</span>` : nothing}
      </a>
      ${action}
    </li>`
  }

  /** The way to this text where no server has the document any more. */
  #copyButton(id: string) {
    return html`<button
      type="button"
      class="button outlined small"
      @click=${() => this.dispatchEvent(new CopyKept(id))}
    >${this.copied === id ? words.home.copiedKept : words.home.copyKept}</button>`
  }

  #empty() {
    return html`<section class="empty">
      ${drawing()}
      <h2>${words.home.emptyHeading}</h2>
      <p>${words.home.emptyText}</p>
      ${this.#newButton()}
    </section>`
  }

  #newButton() {
    return html`<button
      type="button"
      class="button filled"
      ?disabled=${this.isMaking}
      @click=${() => this.dispatchEvent(new NewDocument())}
    >${words.home.newDocument}</button>`
  }
}

/** One sheet, two carets in it. */
function drawing() {
  return html`<svg viewBox="0 0 96 72" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <rect x="22" y="5" width="52" height="62" rx="5" />
    <path d="M32 20h24M32 31h32M32 42h17M32 53h28" stroke-opacity=".55" />
    <g class="colour-0"><path d="M60.5 15v10" stroke="var(--person)" stroke-width="3" /></g>
    <g class="colour-7"><path d="M53.5 37v10" stroke="var(--person)" stroke-width="3" /></g>
  </svg>`
}

customElements.define('sp-home-page', HomePage)

declare global {
  interface HTMLElementTagNameMap {
    'sp-home-page': HomePage
  }
  interface HTMLElementEventMap {
    'new-document': NewDocument
    'copy-kept': CopyKept
    'retry-list': RetryList
  }
}

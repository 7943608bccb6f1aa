import { html, nothing, type TemplateResult } from 'lit'
import { ChevronDown, Ellipsis, Search } from 'lucide'
import type { DocumentList } from '../../document/protocol/home.ts'
import type { Me } from '../../document/protocol/person.ts'
import { unreachable } from '../../document/unreachable.ts'
import type { NotMade } from '../house/new-document.ts'
import { FIRST_WISH, LINES, type Wish } from '../house/wish.ts'
import { houseWords } from '../house-words.ts'
import type { Actions } from '../palette/actions.ts'
import type { KeptDocument } from '../sync/outbox-store.ts'
import { words } from '../words.ts'
import './action-menu.ts'
import './document-list.ts'
import type { FoundView } from './found-list.ts'
import './found-list.ts'
import { WishChange } from './home-filters.ts'
import './home-filters.ts'
import { icon, mark } from './icons.ts'
import { LightElement } from './light-element.ts'
import './people-bar.ts'
import { relativeTime } from './relative-time.ts'
import './theme-choice.ts'

/** What the home page knows about my documents; `now` is when they were read, in milliseconds since 1970. */
export type HomeView =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly list: DocumentList
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

/** Somebody typed into the search; '' when they emptied it. */
export class SearchTyped extends Event {
  readonly typed: string

  constructor(typed: string) {
    super('search-typed', { bubbles: true })
    this.typed = typed
  }
}

/**
 * My documents: which, in which order, and those that were searched for. Fires `new-document`, `retry-list`,
 * `copy-kept`, `search-typed`, `wish-change` and, from my avatar, `edit-me`; a line fires `document-request`.
 */
export class HomePage extends LightElement {
  static override properties = {
    view: { attribute: false },
    wish: { attribute: false },
    found: { attribute: false },
    me: { attribute: false },
    unsent: { attribute: false },
    actions: { attribute: false },
    isMaking: { type: Boolean },
    notMade: {},
    copied: {},
  }
  declare view: HomeView
  declare wish: Wish
  /** What was searched for; undefined when nothing is. */
  declare found: FoundView | undefined
  declare me: Me | undefined
  /** How many changes this device keeps that were not sent yet, by document. */
  declare unsent: ReadonlyMap<string, number>
  /** What one can do here; undefined until it is known. */
  declare actions: Actions | undefined
  declare isMaking: boolean
  /** Why the last document asked for could not be made; undefined when nothing failed. */
  declare notMade: NotMade | undefined
  /** The document on this device that was copied last. */
  declare copied: string | undefined

  constructor() {
    super()
    this.view = { kind: 'loading' }
    this.wish = FIRST_WISH
    this.unsent = new Map()
    this.isMaking = false
  }

  override render() {
    return html`<header class="home-top">
        <a class="home-link" href="/">${mark()}<span>${words.product}</span></a>
        <div class="home-own">
          <sp-theme-choice></sp-theme-choice>
          <sp-people-bar .me=${this.me}></sp-people-bar>
          <sp-action-menu
            .label=${houseWords.list.menu}
            .picture=${Ellipsis}
            .entries=${() => this.actions?.at('home') ?? []}
          ></sp-action-menu>
        </div>
      </header>
      <main>
        <div class="home-head">
          <h1>${words.home.heading}</h1>
          ${this.#isFirstVisit() ? nothing : this.#newButton()}
        </div>
        ${this.notMade ? html`<p class="home-error" role="alert">${notMadeWords(this.notMade)}</p>` : nothing}
        ${this.#isFirstVisit() ? nothing : this.#search()}
        ${this.found ? html`<sp-found-list .found=${this.found}></sp-found-list>` : this.#content()}
      </main>`
  }

  /** True when there is nothing to search, sort or filter. */
  #isFirstVisit(): boolean {
    const { view, wish } = this
    if (view.kind !== 'ready' || wish.shows !== 'all' || wish.folder !== undefined) return false
    const { documents, folders, trashed } = view.list
    return documents.length + folders.length + trashed === 0
  }

  #search() {
    return html`<search class="home-search">
      ${icon(Search)}
      <input
        type="search"
        aria-label=${houseWords.search.label}
        placeholder=${houseWords.search.label}
        autocomplete="off"
        spellcheck="false"
        maxlength="200"
        @input=${this.#type}
        @keydown=${this.#leaveSearch}
      />
    </search>`
  }

  readonly #type = ({ currentTarget }: InputEvent) => {
    this.dispatchEvent(new SearchTyped((currentTarget as HTMLInputElement).value))
  }

  readonly #leaveSearch = (event: KeyboardEvent) => {
    const input = event.currentTarget as HTMLInputElement
    if (event.key === 'Enter') this.querySelector<HTMLElement>('.document-row')?.click()
    if (event.key !== 'Escape' || input.value === '') return
    event.preventDefault()
    input.value = ''
    this.dispatchEvent(new SearchTyped(''))
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
          <span>${words.home.failed}${view.kept.length > 0 ? ` ${words.home.failedKept}` : ''}</span>
          <button
            type="button"
            class="button outlined small"
            @click=${() => this.dispatchEvent(new RetryList())}
          >${words.home.retry}</button>
          <a class="button small" href="/connection">${words.connection.why}</a>
        </div>
        ${this.#kept(view.kept, view.now)}`
      case 'ready':
        if (this.#isFirstVisit()) return html`${this.#kept(view.kept, view.now)}${this.#empty()}`
        return html`${this.#kept(view.kept, view.now)}
          ${this.#filters(view.list)} ${this.#list(view.list, view.now)}`
      default:
        return unreachable(view)
    }
  }

  #filters({ folders }: DocumentList) {
    return html`<sp-home-filters .wish=${this.wish} .folders=${folders}></sp-home-filters>
      ${this.wish.shows === 'trash' ? html`<p class="trash-hint">${houseWords.list.trashHint}</p>` : nothing}`
  }

  #list({ documents, total }: DocumentList, now: number): TemplateResult {
    const { shows, folder, sort, limit } = this.wish
    const { list } = houseWords
    if (documents.length === 0)
      return html`<p class="list-empty">${folder === undefined ? list.empty[shows] : list.empty.folder}</p>`
    const left = total - documents.length
    return html`<sp-document-list
        .lines=${documents}
        .now=${now}
        .unsent=${this.unsent}
        .isSortedByMaking=${sort === 'created'}
        @keydown=${this.#walk}
      ></sp-document-list>
      ${
        left > 0
          ? html`<button
              type="button"
              class="button outlined list-more"
              @click=${() => this.dispatchEvent(new WishChange({ ...this.wish, limit: limit + LINES }))}
            >${list.more(left)}</button>`
          : nothing
      }`
  }

  /** Up and down lead from line to line. */
  readonly #walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const rows = [...this.querySelectorAll<HTMLElement>('.document-row')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    if (by === 0 || at < 0) return
    event.preventDefault()
    rows[at + by]?.focus()
  }

  #kept(kept: readonly KeptDocument[], now: number) {
    if (kept.length === 0) return nothing
    return html`<h2 class="kept-heading">${words.home.keptHeading}</h2>
      <ul class="documents">${kept.map((one) => this.#keptRow(one, now))}</ul>`
  }

  #keptRow({ document: id, title, at }: KeptDocument, now: number) {
    const isUntitled = title.trim() === ''
    const unsent = this.unsent.get(id)
    return html`<li class="line">
      <a class="document-row" href="/d/${id}">
        <span class="document-title ${isUntitled ? 'is-untitled' : ''}" dir="auto">
          ${isUntitled ? words.untitled : title}
        </span>
        <span class="document-facts">
          <time class="document-time" datetime=${new Date(at).toISOString()}>
            ${words.home.openedHere(relativeTime(at, now))}
          </time>
        </span>
        ${unsent ? html`<span class="document-unsent">${words.home.unsent(unsent)}</span>` : nothing}
      </a>
      ${this.#copyButton(id)}
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
    return html`<div class="new-document">
      <button
        type="button"
        class="button filled"
        ?disabled=${this.isMaking}
        @click=${() => this.dispatchEvent(new NewDocument())}
      >${words.home.newDocument}</button>
      <sp-action-menu
        .label=${houseWords.list.newMenu}
        .picture=${ChevronDown}
        .look=${'filled icon-button'}
        .entries=${() => this.actions?.at('new') ?? []}
      ></sp-action-menu>
    </div>`
  }
}

function notMadeWords(reason: NotMade): string {
  const { notMade, notMadeFull, notMadeOtherwise } = words.home
  return { unreachable: notMade, full: notMadeFull, otherwise: notMadeOtherwise }[reason]
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
    'search-typed': SearchTyped
    'retry-list': RetryList
  }
}

import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Ellipsis, Folder, Star } from 'lucide'
import type { ListedDocument } from '../../document/protocol/home.ts'
import { houseWords } from '../house-words.ts'
import { language } from '../language.ts'
import { words } from '../words.ts'
import './action-menu.ts'
import { DocumentRequest, rowEntries } from './document-request.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { initialsOf } from './people-here.ts'
import { relativeTime } from './relative-time.ts'

const names = new Intl.ListFormat(language, { type: 'conjunction' })

/** Documents line by line, each with its star, its people and its menu. Fires `document-request`. */
export class DocumentList extends LightElement {
  static override properties = {
    lines: { attribute: false },
    now: { attribute: false },
    unsent: { attribute: false },
    isSortedByMaking: { type: Boolean },
  }
  declare lines: readonly ListedDocument[]
  /** When the lines were read, in milliseconds since 1970. */
  declare now: number
  /** How many changes this device keeps that were not sent yet, by document. */
  declare unsent: ReadonlyMap<string, number>
  /** True when the lines tell when a document was made, not when it was changed. */
  declare isSortedByMaking: boolean

  constructor() {
    super()
    this.lines = []
    this.now = 0
    this.unsent = new Map()
    this.isSortedByMaking = false
  }

  override render() {
    return html`<ul class="documents">
      ${repeat(
        this.lines,
        ({ id }) => id,
        (line) => this.#row(line),
      )}
    </ul>`
  }

  #row(line: ListedDocument): TemplateResult {
    const { id, folder, trashedAt } = line
    const isUntitled = line.title.trim() === ''
    const title = isUntitled ? words.untitled : line.title
    const unsent = this.unsent.get(id)
    const { at, when } = this.#time(line)
    return html`<li class="line" data-document=${id}>
      ${trashedAt === null ? this.#star(line, title) : nothing}
      <a class="document-row" href="/d/${id}">
        <span class="document-title ${isUntitled ? 'is-untitled' : ''}" dir="auto">${title}</span>
        <span class="document-facts">
          <time class="document-time" datetime=${new Date(at).toISOString()}>${when}</time>
          ${folder === null ? nothing : html`<span class="document-folder" dir="auto">${icon(Folder)}${folder}</span>`}
          ${this.#people(line)}
        </span>
        ${unsent ? html`<span class="document-unsent">${words.home.unsent(unsent)}</span>` : nothing}
      </a>
      <sp-action-menu
        .label=${houseWords.row.menu(title)}
        .picture=${Ellipsis}
        .entries=${() => rowEntries(line, (action) => this.dispatchEvent(new DocumentRequest(action, line)))}
      ></sp-action-menu>
    </li>`
  }

  #time({ updatedAt, createdAt, trashedAt }: ListedDocument): { at: number; when: string } {
    if (trashedAt !== null)
      return { at: trashedAt, when: houseWords.list.thrownAway(relativeTime(trashedAt, this.now)) }
    if (this.isSortedByMaking)
      return { at: createdAt, when: houseWords.list.made(relativeTime(createdAt, this.now)) }
    return { at: updatedAt, when: words.home.edited(relativeTime(updatedAt, this.now)) }
  }

  #star(line: ListedDocument, title: string): TemplateResult {
    const { isStarred } = line
    const label = isStarred ? houseWords.row.unstar(title) : houseWords.row.star(title)
    return html`<button
      type="button"
      class="button icon-button star"
      aria-pressed=${String(isStarred)}
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new DocumentRequest(isStarred ? 'unstar' : 'star', line))}
    >${icon(Star)}</button>`
  }

  /** Who is there now: those who write before those who read, and where nobody has a name, how many. */
  #people({ people, here }: ListedDocument): TemplateResult | typeof nothing {
    if (people === 0) return nothing
    const writing = here.filter(({ isWriting }) => isWriting)
    const named = writing.length > 0 ? writing : here
    const text = names.format(named.map(({ name }) => name))
    const { list } = houseWords
    const said = writing.length > 0 ? list.writing(text, named.length) : list.here(text, named.length)
    return html`<span class="document-people">
      ${here.map(({ name, colour }) => html`<span class="avatar colour-${colour}" aria-hidden="true" data-initials=${initialsOf(name)}></span>`)}
      <span>${named.length > 0 ? said : words.home.hereNow(people)}</span>
    </span>`
  }
}

customElements.define('sp-document-list', DocumentList)

declare global {
  interface HTMLElementTagNameMap {
    'sp-document-list': DocumentList
  }
}

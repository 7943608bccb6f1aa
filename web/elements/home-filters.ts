import { html, nothing } from 'lit'
import { ArrowUpDown, Ellipsis, Folder, Pencil } from 'lucide'
import type { DocumentList, ListShows, ListSort } from '../../document/protocol/home.ts'
import { LINES, type Wish } from '../house/wish.ts'
import { houseWords } from '../house-words.ts'
import type { MenuEntry } from './action-menu.ts'
import './action-menu.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** Somebody wants to see other documents, or these in another order. */
export class WishChange extends Event {
  readonly wish: Wish

  constructor(wish: Wish) {
    super('wish-change', { bubbles: true })
    this.wish = wish
  }
}

/** Somebody wants to give a folder another name. */
export class RenameFolder extends Event {
  readonly folder: string

  constructor(folder: string) {
    super('rename-folder', { bubbles: true })
    this.folder = folder
  }
}

const SHOWS: readonly ListShows[] = ['all', 'mine', 'starred', 'trash']
const SORTS: readonly ListSort[] = ['updated', 'created', 'title']

/** Which documents are shown, and in which order. Fires `wish-change` and `rename-folder`. */
export class HomeFilters extends LightElement {
  static override properties = { wish: { attribute: false }, folders: { attribute: false } }
  declare wish: Wish
  declare folders: DocumentList['folders']

  constructor() {
    super()
    this.folders = []
  }

  override render() {
    const { shows, folder, sort } = this.wish
    const { list } = houseWords
    return html`<nav class="filters" aria-label=${list.showsLabel}>
        ${SHOWS.map((one) =>
          this.#button(list.shows[one], folder === undefined && shows === one, {
            shows: one,
            folder: undefined,
          }),
        )}
        ${this.folders.map(({ name, documents }) => {
          const text = html`${icon(Folder)}<span dir="auto">${name}</span><span class="filter-count">${documents}</span>`
          return this.#button(
            text,
            folder === name,
            { shows: 'all', folder: name },
            list.folder(name, documents),
          )
        })}
        ${folder === undefined ? nothing : this.#folderMenu(folder)}
      </nav>
      ${shows === 'trash' ? nothing : this.#sortMenu(sort)}`
  }

  #button(text: unknown, isChosen: boolean, change: Partial<Wish>, label?: string) {
    return html`<button
      type="button"
      class="filter"
      aria-pressed=${String(isChosen)}
      aria-label=${label ?? nothing}
      @click=${() => this.#wish(change)}
    >${text}</button>`
  }

  #folderMenu(folder: string) {
    const entries = (): readonly MenuEntry[] => [
      {
        id: 'rename',
        title: houseWords.folders.rename,
        picture: Pencil,
        run: () => void this.dispatchEvent(new RenameFolder(folder)),
      },
    ]
    return html`<sp-action-menu
      .label=${houseWords.folders.menu(folder)}
      .picture=${Ellipsis}
      .entries=${entries}
    ></sp-action-menu>`
  }

  #sortMenu(sort: ListSort) {
    const { list } = houseWords
    const entries = (): readonly MenuEntry[] =>
      SORTS.map((one) => ({
        id: one,
        title: list.sorts[one],
        isChecked: one === sort,
        run: () => this.#wish({ sort: one }),
      }))
    return html`<sp-action-menu
      class="sort-menu"
      .label=${list.sortLabel(list.sorts[sort])}
      .text=${list.sorts[sort]}
      .picture=${ArrowUpDown}
      .look=${'small'}
      .entries=${entries}
    ></sp-action-menu>`
  }

  #wish(change: Partial<Wish>): void {
    this.dispatchEvent(new WishChange({ ...this.wish, limit: LINES, ...change }))
  }
}

customElements.define('sp-home-filters', HomeFilters)

declare global {
  interface HTMLElementTagNameMap {
    'sp-home-filters': HomeFilters
  }
  interface HTMLElementEventMap {
    'wish-change': WishChange
    'rename-folder': RenameFolder
  }
}

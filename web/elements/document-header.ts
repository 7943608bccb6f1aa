import { html, nothing } from 'lit'
import { Star } from 'lucide'
import type { Mine } from '../../document/protocol/home.ts'
import type { Me } from '../../document/protocol/person.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import './connection-chip.ts'
import './document-menu.ts'
import { icon, mark } from './icons.ts'
import { LightElement } from './light-element.ts'
import './people-bar.ts'
import type { PersonHere } from './people-here.ts'
import './save-state.ts'

/** Somebody pressed Share. */
export class ShareLink extends Event {
  constructor() {
    super('share-link', { bubbles: true })
  }
}

/** Somebody pressed the star. */
export class StarDocument extends Event {
  constructor() {
    super('star-document', { bubbles: true })
  }
}

/** Home, title, star, folder and save state; on the right who is here, Share and the menu. Fires `share-link` and `star-document`. */
export class DocumentHeader extends LightElement {
  static override properties = {
    heading: {},
    status: { attribute: false },
    people: { attribute: false },
    followed: { attribute: false },
    me: { attribute: false },
    mine: { attribute: false },
  }
  declare heading: string
  declare status: SyncStatus | undefined
  declare people: readonly PersonHere[]
  /** The id of the person who is followed. */
  declare followed: string | undefined
  declare me: Me | undefined
  /** How the document stands in my list; undefined until it is known. */
  declare mine: Mine | undefined

  constructor() {
    super()
    this.heading = ''
    this.people = []
  }

  override render() {
    const isUntitled = this.heading === ''
    return html`<a class="home-link" href="/" aria-label=${words.home.heading}>
        ${mark()}
      </a>
      <span class="heading-text ${isUntitled ? 'is-untitled' : ''}" dir="auto">
        ${isUntitled ? words.untitled : this.heading}
      </span>
      ${this.mine ? this.#star(this.mine) : nothing}
      <sp-save-state .status=${this.status}></sp-save-state>
      <sp-connection-chip .status=${this.status}></sp-connection-chip>
      <div class="header-right">
        <sp-people-bar .people=${this.people} .followed=${this.followed} .me=${this.me}></sp-people-bar>
        <button
          type="button"
          class="button filled small"
          @click=${() => this.dispatchEvent(new ShareLink())}
        >${words.share.button}</button>
        <sp-document-menu .isMine=${this.mine?.isMine ?? false}></sp-document-menu>
      </div>`
  }

  #star({ isStarred, folder }: Mine) {
    const label = isStarred ? words.menu.unstar : words.menu.star
    return html`<button
        type="button"
        class="button icon-button star"
        aria-pressed=${String(isStarred)}
        aria-label=${label}
        title=${label}
        @click=${() => this.dispatchEvent(new StarDocument())}
      >${icon(Star)}</button>
      ${
        folder === null
          ? nothing
          : html`<a class="folder-link" href="/?folder=${encodeURIComponent(folder)}" dir="auto">${folder}</a>`
      }`
  }
}

customElements.define('sp-document-header', DocumentHeader)

declare global {
  interface HTMLElementTagNameMap {
    'sp-document-header': DocumentHeader
  }
  interface HTMLElementEventMap {
    'share-link': ShareLink
    'star-document': StarDocument
  }
}

import { html } from 'lit'
import type { Me } from '../../document/protocol/person.ts'
import type { SyncStatus } from '../sync/sync-client.ts'
import { words } from '../words.ts'
import './connection-chip.ts'
import './document-menu.ts'
import { mark } from './icons.ts'
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

/** Home, title and save state; on the right who is here, Share and the menu. Fires `share-link`. */
export class DocumentHeader extends LightElement {
  static override properties = {
    heading: {},
    status: { attribute: false },
    people: { attribute: false },
    followed: { attribute: false },
    me: { attribute: false },
  }
  declare heading: string
  declare status: SyncStatus | undefined
  declare people: readonly PersonHere[]
  /** The id of the person who is followed. */
  declare followed: string | undefined
  declare me: Me | undefined

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
      <sp-save-state .status=${this.status}></sp-save-state>
      <sp-connection-chip .status=${this.status}></sp-connection-chip>
      <div class="header-right">
        <sp-people-bar .people=${this.people} .followed=${this.followed} .me=${this.me}></sp-people-bar>
        <button
          type="button"
          class="button filled small"
          @click=${() => this.dispatchEvent(new ShareLink())}
        >${words.share.button}</button>
        <sp-document-menu></sp-document-menu>
      </div>`
  }
}

customElements.define('sp-document-header', DocumentHeader)

declare global {
  interface HTMLElementTagNameMap {
    'sp-document-header': DocumentHeader
  }
  interface HTMLElementEventMap {
    'share-link': ShareLink
  }
}

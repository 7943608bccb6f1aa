import { html } from 'lit'
import { Copy, ExternalLink, type IconNode, Pencil, Unlink } from 'lucide'
import { words } from '../words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** What can be done with a link, beside opening it. */
export type LinkAction = 'edit' | 'copy' | 'remove'

/** Somebody chose what to do with the link. */
export class LinkRequest extends Event {
  readonly action: LinkAction

  constructor(action: LinkAction) {
    super('link-request')
    this.action = action
  }
}

/** The address of the link the caret is in, to open, change, copy or take away. Fires `link-request`. */
export class LinkBubble extends LightElement {
  static override properties = { href: {} }
  declare href: string

  constructor() {
    super()
    this.href = ''
  }

  override render() {
    return html`<div class="link-bubble" role="toolbar" aria-label=${words.link.heading}>
      <a href=${this.href} target="_blank" rel="noopener noreferrer nofollow" title=${words.link.open}>
        ${icon(ExternalLink)}<span dir="ltr">${shortAddress(this.href)}</span>
      </a>
      ${this.#button('edit', Pencil)} ${this.#button('copy', Copy)} ${this.#button('remove', Unlink)}
    </div>`
  }

  #button(action: LinkAction, shape: IconNode) {
    const label = words.link[action]
    return html`<button
      type="button"
      class="tool"
      aria-label=${label}
      title=${label}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.dispatchEvent(new LinkRequest(action))}
    >${icon(shape)}</button>`
  }
}

/** An address without what every address begins with. */
export function shortAddress(href: string): string {
  return href.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '').replace(/\/$/, '')
}

customElements.define('sp-link-bubble', LinkBubble)

declare global {
  interface HTMLElementTagNameMap {
    'sp-link-bubble': LinkBubble
  }
  interface HTMLElementEventMap {
    'link-request': LinkRequest
  }
}

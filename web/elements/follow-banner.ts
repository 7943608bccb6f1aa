import { html, nothing } from 'lit'
import type { Me } from '../../document/protocol/person.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'

/** Somebody pressed Stop in the banner. */
export class StopFollowing extends Event {
  constructor() {
    super('stop-following', { bubbles: true })
  }
}

/** A thin line in the colour of the person who is followed. Fires `stop-following`. */
export class FollowBanner extends LightElement {
  static override properties = { person: { attribute: false }, hasCaret: { type: Boolean } }
  declare person: Me | undefined
  /** False while that person has no caret to go to. */
  declare hasCaret: boolean

  constructor() {
    super()
    this.hasCaret = true
  }

  override render() {
    const { person } = this
    if (!person) return nothing
    const text = this.hasCaret ? words.people.following(person.name) : words.people.waitingFor(person.name)
    return html`<div class="follow-banner colour-${person.colour}">
      <span class="follow-text" dir="auto">${text}</span>
      <button
        type="button"
        class="follow-stop"
        @click=${() => this.dispatchEvent(new StopFollowing())}
      >${words.people.stop}<kbd>${words.people.stopKey}</kbd></button>
    </div>`
  }
}

customElements.define('sp-follow-banner', FollowBanner)

declare global {
  interface HTMLElementTagNameMap {
    'sp-follow-banner': FollowBanner
  }
  interface HTMLElementEventMap {
    'stop-following': StopFollowing
  }
}

import { html, nothing } from 'lit'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { initialsOf, type PersonHere, peopleHere } from './people-here.ts'

const SHOWN = 5
/** As many fit on a phone, where the style sheet hides the others. */
const SHOWN_ON_PHONE = 2

/** Somebody pressed their own avatar. */
export class EditMe extends Event {
  constructor() {
    super('edit-me', { bubbles: true })
  }
}

/** Who is here, ringed in the colour of their caret, and at the end myself. Fires `edit-me`. */
export class PeopleBar extends LightElement {
  static override properties = { participants: { attribute: false }, me: { attribute: false } }
  declare participants: readonly Participant[]
  declare me: Me | undefined

  constructor() {
    super()
    this.participants = []
  }

  override render() {
    const people = peopleHere(this.participants, this.me)
    const shown = people.length > SHOWN ? people.slice(0, SHOWN - 1) : people
    const hidden = people.slice(shown.length)
    return html`<ul class="people" aria-label=${words.people.label}>
        ${shown.map((one) => this.#avatar(one))}
        ${hidden.length > 0 ? this.#more(hidden, 'is-wide') : nothing}
        ${people.length > SHOWN_ON_PHONE ? this.#more(people.slice(SHOWN_ON_PHONE), 'is-narrow') : nothing}
      </ul>
      ${this.me ? this.#own(this.me) : nothing}`
  }

  #avatar({ person, state }: PersonHere) {
    const label = words.people.stateOf(person.name, words.people[state])
    return html`<li>
      <span
        class="avatar is-${state} colour-${person.colour}"
        role="img"
        aria-label=${label}
        title=${label}
        data-initials=${initialsOf(person.name)}
      ></span>
    </li>`
  }

  #more(hidden: readonly PersonHere[], screen: 'is-wide' | 'is-narrow') {
    const names = hidden.map(({ person }) => person.name).join(', ')
    return html`<li class="more ${screen}">
      <span
        class="avatar is-more"
        role="img"
        aria-label=${words.people.more(hidden.length)}
        title=${names}
        data-initials="+${hidden.length}"
      ></span>
    </li>`
  }

  #own(me: Me) {
    const label = words.people.you(me.name)
    return html`<button
      type="button"
      class="avatar colour-${me.colour}"
      aria-label=${label}
      title=${label}
      data-initials=${initialsOf(me.name)}
      @click=${() => this.dispatchEvent(new EditMe())}
    ></button>`
  }
}

customElements.define('sp-people-bar', PeopleBar)

declare global {
  interface HTMLElementTagNameMap {
    'sp-people-bar': PeopleBar
  }
  interface HTMLElementEventMap {
    'edit-me': EditMe
  }
}

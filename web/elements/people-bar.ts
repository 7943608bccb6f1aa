import { html, nothing } from 'lit'
import type { Me } from '../../document/protocol/person.ts'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { initialsOf, type PersonHere } from './people-here.ts'

const SHOWN = 5
/** As many fit on a phone, where the style sheet hides the others. */
const SHOWN_ON_PHONE = 2

/** Somebody pressed their own avatar. */
export class EditMe extends Event {
  constructor() {
    super('edit-me', { bubbles: true })
  }
}

/** Somebody wants to see what this person does, or no longer. */
export class FollowPerson extends Event {
  readonly person: string

  constructor(person: string) {
    super('follow-person', { bubbles: true })
    this.person = person
  }
}

/** Somebody wants to see everyone who is here, beside the element that was pressed. */
export class ListPeople extends Event {
  constructor() {
    super('list-people', { bubbles: true })
  }
}

/**
 * Who is here, ringed in the colour of their caret, and at the end myself. Fires `follow-person`, `list-people` and
 * `edit-me`.
 */
export class PeopleBar extends LightElement {
  static override properties = {
    people: { attribute: false },
    followed: { attribute: false },
    me: { attribute: false },
  }
  declare people: readonly PersonHere[]
  /** The id of the person who is followed. */
  declare followed: string | undefined
  declare me: Me | undefined

  constructor() {
    super()
    this.people = []
  }

  override render() {
    const { people } = this
    const shown = people.length > SHOWN ? people.slice(0, SHOWN - 1) : people
    return html`<ul class="people" aria-label=${words.people.label}>
        ${shown.map((one) => this.#avatar(one))}
        ${people.length > shown.length ? this.#more(people.length - shown.length, 'is-wide') : nothing}
        ${people.length > SHOWN_ON_PHONE ? this.#more(people.length - SHOWN_ON_PHONE, 'is-narrow') : nothing}
      </ul>
      ${this.me ? this.#own(this.me) : nothing}`
  }

  #avatar({ person, state }: PersonHere) {
    const label = words.people.stateOf(person.name, words.people[state])
    return html`<li>
      <button
        type="button"
        class="avatar is-${state} colour-${person.colour}"
        aria-label=${label}
        aria-pressed=${this.followed === person.id ? 'true' : 'false'}
        title=${words.people.followHint(label)}
        data-initials=${initialsOf(person.name)}
        @click=${() => this.dispatchEvent(new FollowPerson(person.id))}
      ></button>
    </li>`
  }

  #more(count: number, screen: 'is-wide' | 'is-narrow') {
    return html`<li class="more ${screen}">
      <button
        type="button"
        class="avatar is-more"
        aria-haspopup="dialog"
        aria-label=${words.people.more(count)}
        title=${words.people.all}
        data-initials="+${count}"
        @click=${({ currentTarget }: Event) => currentTarget?.dispatchEvent(new ListPeople())}
      ></button>
    </li>`
  }

  #own(me: Me) {
    const label = words.people.you(me.name)
    return html`<button
      type="button"
      class="avatar is-own colour-${me.colour}"
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
    'follow-person': FollowPerson
    'list-people': ListPeople
  }
}

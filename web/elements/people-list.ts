import { html, nothing } from 'lit'
import { words } from '../words.ts'
import { LightElement } from './light-element.ts'
import { FollowPerson } from './people-bar.ts'
import { initialsOf, type PersonHere, peopleNamed } from './people-here.ts'

/** With more people than this their names can be searched. */
const SEARCHED_FROM = 12

const GAP_PX = 6

/** Everyone who is here, in a list that scrolls. Fires `follow-person`. */
export class PeopleList extends LightElement {
  static override properties = {
    people: { attribute: false },
    followed: { attribute: false },
    query: { state: true },
  }
  declare people: readonly PersonHere[]
  declare followed: string | undefined
  declare query: string

  constructor() {
    super()
    this.people = []
    this.query = ''
  }

  /** Opens under `anchor`; pressing it again closes it. */
  async toggle(anchor: Element): Promise<void> {
    this.query = ''
    await this.updateComplete
    const list = this.#popover()
    if (!list || list.matches(':popover-open')) return list?.hidePopover()
    list.showPopover()
    const { bottom, right } = anchor.getBoundingClientRect()
    const width = document.documentElement.clientWidth
    const mostRight = width - list.offsetWidth - GAP_PX
    list.style.top = `${bottom + GAP_PX}px`
    list.style.right = `${Math.max(GAP_PX, Math.min(mostRight, width - right))}px`
  }

  override render() {
    const found = peopleNamed(this.people, this.query)
    return html`<div
      class="menu people-list"
      popover
      role="dialog"
      aria-label=${words.people.label}
      @keydown=${this.#move}
    >
      ${this.people.length > SEARCHED_FROM ? this.#search() : nothing}
      <p class="people-count" aria-live="polite">${words.people.count(found.length)}</p>
      <ul>${found.map((one) => this.#row(one))}</ul>
    </div>`
  }

  #search() {
    return html`<input
      class="people-search"
      type="search"
      data-autofocus
      autocomplete="off"
      aria-label=${words.people.search}
      placeholder=${words.people.search}
      .value=${this.query}
      @input=${({ currentTarget }: Event) => {
        this.query = (currentTarget as HTMLInputElement).value
      }}
    />`
  }

  #row({ person, state }: PersonHere) {
    return html`<li>
      <button
        type="button"
        class="menu-entry colour-${person.colour}"
        aria-pressed=${this.followed === person.id ? 'true' : 'false'}
        @click=${() => {
          this.#popover()?.hidePopover()
          this.dispatchEvent(new FollowPerson(person.id))
        }}
      >
        <span class="avatar is-${state}" data-initials=${initialsOf(person.name)} aria-hidden="true"></span>
        <span class="people-name" dir="auto">${person.name}</span>
        <span class="people-state">${words.people[state]}</span>
      </button>
    </li>`
  }

  /** Up and down go through the search field and the names. */
  readonly #move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const stops = [...this.querySelectorAll<HTMLElement>('input, button')]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    event.preventDefault()
    stops[(at + step + stops.length) % stops.length]?.focus()
  }

  #popover(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[popover]')
  }
}

customElements.define('sp-people-list', PeopleList)

declare global {
  interface HTMLElementTagNameMap {
    'sp-people-list': PeopleList
  }
}

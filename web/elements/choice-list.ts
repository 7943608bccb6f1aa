import { html, nothing, type TemplateResult } from 'lit'
import { LightElement } from './light-element.ts'

/** One line of a list to choose from. */
export interface Choice {
  readonly id: string
  readonly label: string
  /** An icon, an emoji, somebody's avatar. */
  readonly picture: TemplateResult
  /** At the end of the line: what one may type instead, when it was changed. */
  readonly detail?: string
  /** The heading above the first line of each group. */
  readonly group?: string
}

/** Somebody pointed at a line and chose it. */
export class ChoiceMade extends Event {
  readonly index: number

  constructor(index: number) {
    super('choice-made')
    this.index = index
  }
}

/**
 * A list that is read by whoever holds the focus: it stays in the text, which names the active line by
 * `aria-activedescendant`. Fires `choice-made`.
 */
export class ChoiceList extends LightElement {
  static override properties = {
    choices: { attribute: false },
    active: { attribute: false },
    label: {},
  }
  declare choices: readonly Choice[]
  declare active: number
  declare label: string

  constructor() {
    super()
    this.choices = []
    this.active = 0
    this.label = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'listbox')
  }

  override render() {
    this.ariaLabel = this.label
    return html`${groupsOf(this.choices).map(({ name, first, choices }) => {
      const lines = choices.map((choice, i) => this.#line(choice, first + i))
      if (name === undefined) return lines
      return html`<div role="group" aria-label=${name}>
        <div class="choice-group" aria-hidden="true">${name}</div>${lines}
      </div>`
    })}`
  }

  override updated(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  #line({ id, label, picture, detail }: Choice, index: number) {
    return html`<div
      class="choice"
      role="option"
      id=${optionId(id)}
      aria-selected=${String(index === this.active)}
      @pointermove=${() => this.#pointAt(index)}
      @click=${() => this.dispatchEvent(new ChoiceMade(index))}
    >
      <span class="choice-picture">${picture}</span>
      <span class="choice-label" dir="auto">${label}</span>
      ${detail ? html`<span class="choice-detail">${detail}</span>` : nothing}
    </div>`
  }

  #pointAt(index: number): void {
    if (this.active !== index) this.active = index
  }
}

/** The element id of a choice. */
export function optionId(id: string): string {
  return `choice-${id}`
}

interface Group {
  readonly name: string | undefined
  readonly first: number
  readonly choices: Choice[]
}

function groupsOf(choices: readonly Choice[]): Group[] {
  const groups: Group[] = []
  choices.forEach((choice, index) => {
    const last = groups.at(-1)
    if (last && last.name === choice.group) last.choices.push(choice)
    else groups.push({ name: choice.group, first: index, choices: [choice] })
  })
  return groups
}

customElements.define('sp-choice-list', ChoiceList)

declare global {
  interface HTMLElementTagNameMap {
    'sp-choice-list': ChoiceList
  }
  interface HTMLElementEventMap {
    'choice-made': ChoiceMade
  }
}

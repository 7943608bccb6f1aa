import { html } from 'lit'
import {
  ArrowDown,
  ArrowUp,
  CodeXml,
  Copy,
  Heading1,
  Heading2,
  Heading3,
  type IconNode,
  Info,
  List,
  ListChecks,
  ListCollapse,
  ListOrdered,
  TextQuote,
  Trash2,
  Type,
} from 'lucide'
import { keyNames } from '../editor/key-names.ts'
import { keysOf } from '../editor/shortcuts.ts'
import { TURN_KINDS, type TurnKind } from '../editor/turn-into.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** What can be done with a block, beside turning it into another kind. */
export const BLOCK_ACTIONS = ['moveUp', 'moveDown', 'duplicate', 'delete'] as const
export type BlockAction = (typeof BLOCK_ACTIONS)[number]

/** Somebody chose what to do with the block. */
export class BlockRequest extends Event {
  readonly wish: BlockAction | TurnKind

  constructor(wish: BlockAction | TurnKind) {
    super('block-request')
    this.wish = wish
  }
}

const ICONS: Record<BlockAction | TurnKind, IconNode> = {
  text: Type,
  heading1: Heading1,
  heading2: Heading2,
  heading3: Heading3,
  bullets: List,
  numbers: ListOrdered,
  tasks: ListChecks,
  quote: TextQuote,
  code: CodeXml,
  callout: Info,
  section: ListCollapse,
  moveUp: ArrowUp,
  moveDown: ArrowDown,
  duplicate: Copy,
  delete: Trash2,
}

/** The menu of a block. Arrows, Home, End and first letters go through it. Fires `block-request`. */
export class BlockMenu extends LightElement {
  static override properties = {
    now: { attribute: false },
    possible: { attribute: false },
  }
  /** What the block is. */
  declare now: TurnKind | undefined
  /** What it can be turned into without losing anything. */
  declare possible: ReadonlySet<TurnKind>

  constructor() {
    super()
    this.now = undefined
    this.possible = new Set()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'menu')
    this.ariaLabel = toolWords.block.menu
    this.addEventListener('keydown', this.#move)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#move)
  }

  override render() {
    return html`${BLOCK_ACTIONS.map((action) => this.#action(action))}
      <div class="menu-line" role="separator"></div>
      <div role="group" aria-label=${toolWords.block.turnInto}>
        <div class="choice-group" aria-hidden="true">${toolWords.block.turnInto}</div>
        ${TURN_KINDS.map((kind) => this.#kind(kind))}
      </div>`
  }

  /** Gives the focus to the first entry. */
  async enter(): Promise<void> {
    await this.updateComplete
    this.#entries()[0]?.focus()
  }

  #action(action: BlockAction) {
    const keys = keysOf(action)
    return html`<button type="button" class="menu-entry" role="menuitem"
      tabindex=${action === BLOCK_ACTIONS[0] ? '0' : '-1'}
      @click=${() => this.dispatchEvent(new BlockRequest(action))}>
      <span class="choice-picture">${icon(ICONS[action])}</span>
      <span class="choice-label">${toolWords.block.actions[action]}</span>
      ${keys ? html`<kbd class="choice-detail">${keyNames(keys)}</kbd>` : ''}
    </button>`
  }

  #kind(kind: TurnKind) {
    const isOff = kind !== this.now && !this.possible.has(kind)
    return html`<button type="button" class="menu-entry" role="menuitemradio" tabindex="-1"
      aria-checked=${String(kind === this.now)} aria-disabled=${String(isOff)}
      @click=${() => isOff || this.dispatchEvent(new BlockRequest(kind))}>
      <span class="choice-picture">${icon(ICONS[kind])}</span>
      <span class="choice-label">${toolWords.insert.entries[kind].label}</span>
    </button>`
  }

  readonly #move = (event: KeyboardEvent) => {
    const entries = this.#entries()
    const at = entries.indexOf(document.activeElement as HTMLElement)
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
    const to = steps[event.key] ?? nextStartingWith(event.key, entries, at)
    if (to === undefined) return
    event.preventDefault()
    entries.at(to % entries.length)?.focus()
  }

  #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.menu-entry')]
  }
}

function nextStartingWith(key: string, entries: readonly HTMLElement[], at: number): number | undefined {
  if (key.length !== 1 || key === ' ') return undefined
  const letter = key.toLocaleLowerCase()
  const starts = (entry: HTMLElement) => entry.textContent?.trim().toLocaleLowerCase().startsWith(letter)
  const order = entries.map((_, i) => (at + 1 + i) % entries.length)
  return order.find((i) => starts(entries[i] as HTMLElement))
}

customElements.define('sp-block-menu', BlockMenu)

declare global {
  interface HTMLElementTagNameMap {
    'sp-block-menu': BlockMenu
  }
  interface HTMLElementEventMap {
    'block-request': BlockRequest
  }
}

import { html, nothing, type PropertyValues } from 'lit'
import {
  Baseline,
  Bold,
  Code,
  GripVertical,
  Highlighter,
  type IconNode,
  Image,
  Italic,
  Link,
  ListIndentDecrease,
  ListIndentIncrease,
  Minus,
  Palette,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  TextAlignStart,
  Underline,
  Undo2,
} from 'lucide'
import { BLOCK_KINDS } from '../editor/blocks.ts'
import type { FormatState, ToolName } from '../editor/format-state.ts'
import { recentColour } from '../editor/formats/colour.ts'
import { keyNames } from '../editor/key-names.ts'
import { keysOf, type ShortcutId } from '../editor/shortcuts.ts'
import type { TurnKind } from '../editor/turn-into.ts'
import { words } from '../words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'
import { isWrittenKey } from './written-key.ts'

/** Somebody asked for a format: a tool of the bar, or another kind of block. */
export class FormatRequest extends Event {
  readonly tool: ToolName | undefined
  readonly block: TurnKind | undefined
  /** What was pressed, where a menu is to open at it. */
  readonly button: HTMLElement | undefined

  constructor({ tool, block, button }: { tool?: ToolName; block?: TurnKind; button?: HTMLElement }) {
    super('format-request', { bubbles: true })
    this.tool = tool
    this.block = block
    this.button = button
  }
}

/** A tool that has a button; the others are in menus. */
export type ButtonName = Exclude<ToolName, 'superscript' | 'subscript'>

const GROUPS: readonly (readonly ButtonName[])[] = [
  ['undo', 'redo'],
  ['strong', 'em', 'underline', 'strike', 'code'],
  ['text_colour', 'highlight', 'colours', 'layout'],
  ['outdent', 'indent'],
  ['link', 'image', 'rule', 'blockMenu'],
]
/** These do something once; the others are on or off. */
const PUSHED: readonly ButtonName[] = [
  'undo',
  'redo',
  'outdent',
  'indent',
  'image',
  'rule',
  'blockMenu',
  'clear',
]
/** Whose keys have another name. */
const SHORTCUT_OF: Partial<Record<ButtonName, ShortcutId>> = { outdent: 'lift', indent: 'nest' }
/** These open a menu. */
const MENUS: readonly ButtonName[] = ['colours', 'layout']

const ICONS: Record<ButtonName, IconNode> = {
  strong: Bold,
  em: Italic,
  underline: Underline,
  strike: Strikethrough,
  code: Code,
  text_colour: Baseline,
  highlight: Highlighter,
  colours: Palette,
  layout: TextAlignStart,
  link: Link,
  image: Image,
  rule: Minus,
  outdent: ListIndentDecrease,
  indent: ListIndentIncrease,
  blockMenu: GripVertical,
  undo: Undo2,
  redo: Redo2,
  clear: RemoveFormatting,
}

/** Somebody wants to write on. */
export class BackToText extends Event {
  constructor() {
    super('back-to-text', { bubbles: true })
  }
}

/**
 * The formats of the selection, and buttons to change them. One stop for Tab, arrows within, Escape back to the text; a
 * letter goes back too and is written there.
 * Fires `format-request` and `back-to-text`.
 */
export class FormatBar extends LightElement {
  static override properties = {
    groups: { attribute: false },
    kinds: { attribute: false },
    format: { attribute: false },
    focused: { state: true },
  }
  /** The tools, a line between each two groups. */
  declare groups: readonly (readonly ButtonName[])[]
  /** What a block can be turned into, with its name. */
  declare kinds: readonly (readonly [TurnKind, string])[]
  declare format: FormatState | undefined
  declare focused: ButtonName

  constructor() {
    super()
    this.groups = GROUPS
    this.kinds = BLOCK_KINDS.map((kind) => [kind, words.format.kinds[kind]])
    this.focused = 'strong'
  }

  /** Gives the focus to the tool that had it last; not at the foot of a phone, where the bar goes with the writing. */
  takeFocus(): void {
    if (getComputedStyle(this).position === 'fixed') return
    this.querySelector<HTMLElement>(`[data-tool=${this.focused}]`)?.focus()
  }

  override render() {
    return html`<div class="format-row">
      ${this.#blockSelect()}
      <div class="tools" role="toolbar" aria-label=${words.format.label} @keydown=${this.#move}>
        ${this.groups.map(
          (group, i) => html`${i > 0 ? html`<span class="tool-gap"></span>` : ''}${group.map(this.#button)}`,
        )}
      </div>
    </div>`
  }

  override updated(_changed: PropertyValues<this>): void {
    // After the options exist; `value` is the person's to change, so it is set and not only rendered.
    const select = this.querySelector('select')
    if (select) select.value = this.format?.block ?? 'title'
  }

  #blockSelect() {
    const isFixed = !this.format?.block
    return html`<select
      aria-label=${words.format.block}
      ?disabled=${isFixed}
      @change=${this.#chooseBlock}
    >
      <option value="title" ?hidden=${!isFixed}>${words.format.title}</option>
      ${this.kinds.map(([kind, name]) => html`<option value=${kind}>${name}</option>`)}
    </select>`
  }

  readonly #button = (tool: ButtonName) => {
    const isOn = this.format?.active.has(tool) ?? false
    const isOff = !(this.format?.enabled.has(tool) ?? false)
    const keys = keysOf(SHORTCUT_OF[tool] ?? tool)
    const label = words.format[tool]
    const isMenu = MENUS.includes(tool)
    const isToggle = !isMenu && !PUSHED.includes(tool)
    const colour =
      tool === 'text_colour' || tool === 'highlight'
        ? (this.format?.colours[tool] ?? recentColour(tool))
        : undefined
    return html`<button
      type="button"
      class="tool ${colour ? `${tool === 'highlight' ? 'highlight' : 'text'}-${colour}` : ''}"
      data-tool=${tool}
      aria-label=${label}
      title=${keys ? `${label} (${keyNames(keys)})` : label}
      aria-pressed=${isToggle ? String(isOn) : nothing}
      aria-haspopup=${isMenu ? 'menu' : nothing}
      aria-expanded=${isMenu ? 'false' : nothing}
      aria-disabled=${String(isOff)}
      tabindex=${tool === this.focused ? '0' : '-1'}
      @mousedown=${keepFocus}
      @focus=${() => {
        this.focused = tool
      }}
      @click=${({ currentTarget }: Event) => {
        if (!isOff) this.dispatchEvent(new FormatRequest({ tool, button: currentTarget as HTMLElement }))
      }}
    >${icon(ICONS[tool])}</button>`
  }

  readonly #chooseBlock = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement
    const [block] = this.kinds.find(([kind]) => kind === value) ?? []
    if (block) this.dispatchEvent(new FormatRequest({ block }))
  }

  readonly #move = (event: KeyboardEvent) => {
    // The key itself is not taken: it is written where the focus is by then.
    if (event.key === 'Escape' || isWrittenKey(event)) this.dispatchEvent(new BackToText())
    const tools = this.groups.flat()
    const at = tools.indexOf(this.focused)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key]
    const next = to === undefined ? undefined : tools[(to + tools.length) % tools.length]
    if (!next) return
    event.preventDefault()
    this.querySelector<HTMLElement>(`[data-tool=${next}]`)?.focus()
  }
}

/** A press of the mouse formats the selection and leaves the caret where it is. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

customElements.define('sp-format-bar', FormatBar)

declare global {
  interface HTMLElementTagNameMap {
    'sp-format-bar': FormatBar
  }
  interface HTMLElementEventMap {
    'format-request': FormatRequest
    'back-to-text': BackToText
  }
}

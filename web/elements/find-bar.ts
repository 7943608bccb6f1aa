import { html, nothing, type TemplateResult } from 'lit'
import { ArrowDown, ArrowUp, CaseSensitive, ChevronDown, ChevronRight, Regex, WholeWord, X } from 'lucide'
import { isApple } from '../editor/key-names.ts'
import type { FindQuery } from '../find/finder.ts'
import { letterOf } from '../letter-of.ts'
import { toolWords } from '../tool-words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/**
 * What one may do with a search. `close` stays at the match, `leave` goes back to where one was, `undo` takes back what
 * was replaced last.
 */
export type FindAction = 'next' | 'previous' | 'replace' | 'replaceAll' | 'undo' | 'close' | 'leave'

/** Somebody pressed a button or key of the search. */
export class FindRequest extends Event {
  readonly action: FindAction

  constructor(action: FindAction) {
    super('find-request', { bubbles: true })
    this.action = action
  }
}

/** Something else is looked for. */
export class FindChanged extends Event {
  readonly query: FindQuery

  constructor(query: FindQuery) {
    super('find-changed', { bubbles: true })
    this.query = query
  }
}

type Option = 'matchCase' | 'wholeWord' | 'isRegExp'

const OPTIONS: readonly (readonly [Option, typeof Regex])[] = [
  ['matchCase', CaseSensitive],
  ['wholeWord', WholeWord],
  ['isRegExp', Regex],
]

/** The search's fields, options and count, below the formats. Fires `find-changed` and `find-request`. */
export class FindBar extends LightElement {
  static override properties = {
    query: { attribute: false },
    count: { attribute: false },
    isSearching: { attribute: false },
    canReplace: { attribute: false },
    isReplacing: { state: true },
  }
  declare query: FindQuery
  /** What was found, in words. */
  declare count: string
  /** True while the count is still that of a text or a search before. */
  declare isSearching: boolean
  declare canReplace: boolean
  declare isReplacing: boolean

  constructor() {
    super()
    this.query = { text: '', matchCase: false, wholeWord: false, isRegExp: false }
    this.count = ''
    this.isSearching = false
    this.canReplace = false
    this.isReplacing = false
  }

  /** What is to stand in the place of what is found. */
  get replacement(): string {
    return this.#field('replacement')?.value ?? ''
  }

  /** Shows the search, with the keyboard in its field from now on. */
  open(text: string | undefined, isReplacing: boolean): void {
    this.hidden = false
    this.isReplacing ||= isReplacing
    if (text !== undefined) this.query = { ...this.query, text }
    this.draw()
    const field = this.#field('text')
    if (field && text !== undefined) field.value = text
    field?.focus()
    field?.select()
  }

  override render() {
    return html`<search
      class="find"
      aria-label=${toolWords.find.label}
      @keydown=${this.#press}
      @input=${() => {
        this.#replacements = 0
      }}
    >
      ${this.#disclosure()}
      <div class="find-rows">
        <div class="find-row">
          <span class="find-field">
            <input
              name="text"
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              enterkeyhint="search"
              aria-label=${toolWords.find.text}
              placeholder=${toolWords.find.text}
              @input=${(event: InputEvent) => this.#change({ text: (event.currentTarget as HTMLInputElement).value })}
            />
            <output class="find-count" role="status" aria-busy=${String(this.isSearching)}>${this.count}</output>
          </span>
          <span class="find-tools">
            ${OPTIONS.map(([option, shape]) => this.#option(option, shape))}
            ${this.#tool('previous', ArrowUp)} ${this.#tool('next', ArrowDown)} ${this.#tool('close', X)}
          </span>
        </div>
        ${this.isReplacing ? this.#replaceRow() : nothing}
      </div>
    </search>`
  }

  #disclosure(): TemplateResult {
    const label = toolWords.find.showReplace
    return html`<button
      type="button"
      class="tool find-disclosure"
      aria-label=${label}
      title=${label}
      aria-expanded=${String(this.isReplacing)}
      @click=${() => {
        this.isReplacing = !this.isReplacing
      }}
    >${icon(this.isReplacing ? ChevronDown : ChevronRight)}</button>`
  }

  #replaceRow(): TemplateResult {
    return html`<div class="find-row">
      <span class="find-field">
        <input
          name="replacement"
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-label=${toolWords.find.replacement}
          placeholder=${toolWords.find.replacement}
        />
      </span>
      <span class="find-tools">${this.#replaceButton('replace')} ${this.#replaceButton('replaceAll')}</span>
    </div>`
  }

  #replaceButton(action: 'replace' | 'replaceAll'): TemplateResult {
    return html`<button
      type="button"
      class="button small outlined"
      ?disabled=${!this.canReplace}
      @click=${() => this.#ask(action)}
    >${toolWords.find[action]}</button>`
  }

  #option(option: Option, shape: typeof Regex): TemplateResult {
    return html`<button
      type="button"
      class="tool"
      aria-label=${toolWords.find[option]}
      title=${toolWords.find[option]}
      aria-pressed=${String(this.query[option])}
      @click=${() => this.#change({ [option]: !this.query[option] })}
    >${icon(shape)}</button>`
  }

  #tool(action: 'previous' | 'next' | 'close', shape: typeof Regex): TemplateResult {
    return html`<button
      type="button"
      class="tool"
      aria-label=${toolWords.find[action]}
      title=${toolWords.find[action]}
      @click=${() => this.#ask(action)}
    >${icon(shape)}</button>`
  }

  #change(change: Partial<FindQuery>): void {
    this.query = { ...this.query, ...change }
    this.dispatchEvent(new FindChanged(this.query))
  }

  /** How many replacements were made since somebody wrote in a field: undo is for those first. */
  #replacements = 0

  #ask(action: FindAction): void {
    if (action === 'replace' || action === 'replaceAll') this.#replacements++
    this.dispatchEvent(new FindRequest(action))
  }

  readonly #press = (event: KeyboardEvent) => {
    const isUndo = this.#replacements > 0 && isUndoKey(event)
    const action = event.isComposing ? undefined : isUndo ? 'undo' : actionOf(event)
    if (action === 'undo') this.#replacements--
    if (!action) return
    event.preventDefault()
    this.#ask(action)
  }

  #field(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[name=${name}]`)
  }
}

function isUndoKey(event: KeyboardEvent): boolean {
  const isMod = isApple ? event.metaKey : event.ctrlKey
  return isMod && !event.shiftKey && !event.altKey && letterOf(event) === 'z'
}

/** What a key asks for, in a field of the search or on one of its buttons. */
function actionOf({ key, target, shiftKey, ctrlKey, metaKey }: KeyboardEvent): FindAction | undefined {
  if (key === 'Escape') return 'leave'
  if (key !== 'Enter' || !(target instanceof HTMLInputElement)) return undefined
  if (target.name === 'replacement') return ctrlKey || metaKey ? 'replaceAll' : 'replace'
  return shiftKey ? 'previous' : 'next'
}

customElements.define('sp-find-bar', FindBar)

declare global {
  interface HTMLElementTagNameMap {
    'sp-find-bar': FindBar
  }
  interface HTMLElementEventMap {
    'find-request': FindRequest
    'find-changed': FindChanged
  }
}

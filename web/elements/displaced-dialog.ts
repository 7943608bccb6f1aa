import { html, nothing, type TemplateResult } from 'lit'
import { KEPT_TEXT_MS } from '../../document/protocol/limits.ts'
import type { LostStep } from '../../document/protocol/post-commit.ts'
import type { ResidueItem } from '../../document/protocol/residue.ts'
import { unreachable } from '../../document/unreachable.ts'
import { words } from '../words.ts'
import { ClosedElement } from './closed-element.ts'
import { gatherLostWords, type LostWords } from './lost-words.ts'
import { closeDialog, openDialog } from './open-dialog.ts'
import { relativeTime } from './relative-time.ts'
import { type ResidueAction, ResidueRequest } from './residue-tray.ts'

/** What is known of my displaced text. */
export type DisplacedView =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly residue: readonly ResidueItem[]
      /** Found no place on this page, and the server does not know of it yet. */
      readonly unsent: readonly LostStep[]
      /** False when the server did not answer: then `residue` is what the page knew before. */
      readonly isComplete: boolean
      /** When it was read, in milliseconds since 1970. */
      readonly now: number
    }

type Known = Extract<DisplacedView, { kind: 'ready' }>

const DAY_MS = 86_400_000

/** All my text that could not be placed, decided or not, newest first. Fires `residue-request`. */
export class DisplacedDialog extends ClosedElement {
  static override properties = { view: { attribute: false }, notice: { state: true } }
  declare view: DisplacedView
  declare notice: string

  constructor() {
    super()
    this.view = { kind: 'loading' }
    this.notice = ''
  }

  async open(): Promise<void> {
    this.view = { kind: 'loading' }
    this.notice = ''
    await this.updateComplete
    openDialog(this)
  }

  close(): void {
    closeDialog(this)
  }

  /** Says what became of a request where the page's own line would be behind a veil; false while it is closed. */
  say(text: string): boolean {
    if (!this.querySelector('dialog')?.open) return false
    this.notice = text
    return true
  }

  override render() {
    return html`<dialog class="dialog displaced" aria-labelledby="displaced-heading">
      <form method="dialog">
        <h2 id="displaced-heading">${words.displaced.heading}</h2>
        ${this.#content()}
        <div class="dialog-actions">
          <p class="first tray-explanation" role="status">${this.notice}</p>
          <button class="button" data-autofocus>${words.displaced.close}</button>
        </div>
      </form>
    </dialog>`
  }

  #content(): TemplateResult {
    const { view } = this
    switch (view.kind) {
      case 'loading':
        return html`<div class="skeleton" role="status" aria-label=${words.displaced.loading}></div>`
      case 'ready':
        return html`${view.isComplete ? nothing : html`<p role="alert">${words.displaced.failed}</p>`}
          ${this.#known(view)}`
      default:
        return unreachable(view)
    }
  }

  #known({ residue, unsent, isComplete, now }: Known): TemplateResult {
    const explanation = html`<p class="tray-explanation">${words.displaced.explanation}</p>`
    if (residue.length + unsent.length > 0)
      return html`${explanation}
        <ul class="displaced-list" tabindex="0" aria-labelledby="displaced-heading">
          ${unsent.map(({ reason, text }) => this.#entry({ items: [], reason, text }, now))}
          ${newestFirst(residue).map((lost) => this.#entry(lost, now))}
        </ul>`
    return isComplete ? html`<p><strong>${words.displaced.empty}</strong></p>${explanation}` : explanation
  }

  #entry(lost: LostWords, now: number) {
    const [first] = lost.items
    const hasText = lost.text !== ''
    return html`<li>
      ${
        hasText
          ? html`<blockquote dir="auto">${lost.text}</blockquote>`
          : html`<p>${words.residue.formatting}</p>`
      }
      <p class="tray-reason">
        ${words.residue.reasons[lost.reason]}
        ${
          first
            ? html`<time datetime=${new Date(first.at).toISOString()}>${whenWords(first, now)}</time>`
            : words.displaced.unsent
        }
      </p>
      ${
        hasText
          ? html`<div class="tray-actions">
              ${first ? this.#button(lost, 'insert') : nothing} ${this.#button(lost, 'copy')}
            </div>`
          : nothing
      }
    </li>`
  }

  #button(lost: LostWords, action: ResidueAction) {
    return html`<button
      type="button"
      class="button small outlined"
      @click=${() => this.dispatchEvent(new ResidueRequest(lost, action))}
    >${words.residue[action]}</button>`
  }
}

/** What was decided about and what was not never becomes one entry: one of them has an end. */
function newestFirst(residue: readonly ResidueItem[]): LostWords[] {
  const undecided = residue.filter(({ dismissedAt }) => dismissedAt === undefined)
  const aside = residue.filter(({ dismissedAt }) => dismissedAt !== undefined)
  const when = ({ items }: LostWords): number => items[0]?.at ?? 0
  return [...gatherLostWords(undecided), ...gatherLostWords(aside)].sort((a, b) => when(b) - when(a))
}

function whenWords({ at, dismissedAt }: ResidueItem, now: number): string {
  const when = relativeTime(at, now)
  if (dismissedAt === undefined) return words.displaced.undecided(when)
  return words.displaced.aside(when, Math.max(1, Math.ceil((dismissedAt + KEPT_TEXT_MS - now) / DAY_MS)))
}

customElements.define('sp-displaced-dialog', DisplacedDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-displaced-dialog': DisplacedDialog
  }
}

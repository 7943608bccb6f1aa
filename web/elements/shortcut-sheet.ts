import { html } from 'lit'
import { INSERTIONS } from '../editor/insertions/insertions.ts'
import { keyNames } from '../editor/key-names.ts'
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutGroup } from '../editor/shortcuts.ts'
import { TRIGGERS } from '../editor/suggest/triggers.ts'
import { toolWords } from '../tool-words.ts'
import { LightElement } from './light-element.ts'
import { closeDialog, openDialog } from './open-dialog.ts'

/** Every shortcut, by group, in the names of this keyboard. */
export class ShortcutSheet extends LightElement {
  async open(): Promise<void> {
    await this.updateComplete
    openDialog(this)
  }

  override render() {
    return html`<dialog class="dialog shortcut-sheet" aria-labelledby="shortcut-heading">
      <div class="sheet-head">
        <h2 id="shortcut-heading">${toolWords.shortcuts.heading}</h2>
        <button type="button" class="button" data-autofocus @click=${() => closeDialog(this)}>
          ${toolWords.shortcuts.close}
        </button>
      </div>
      <div class="sheet-groups">${SHORTCUT_GROUPS.map(groupOf)}${typingGroup()}</div>
    </dialog>`
  }
}

function groupOf(group: ShortcutGroup) {
  const entries = SHORTCUTS.filter((one) => one.group === group)
  return html`<section>
    <h3>${toolWords.shortcuts.groups[group]}</h3>
    <dl>
      ${entries.map(({ id, keys }) =>
        entry(
          toolWords.shortcuts.entries[id],
          keys.map((one) => keyNames(one)),
        ),
      )}
    </dl>
  </section>`
}

function typingGroup() {
  return html`<section>
    <h3>${toolWords.shortcuts.typing}</h3>
    <dl>
      ${entry(toolWords.insert.label, [TRIGGERS.insert.sign])}
      ${INSERTIONS.map(({ id, typed }) => (typed ? entry(toolWords.insert.entries[id].label, [typed]) : ''))}
    </dl>
  </section>`
}

function entry(label: string, keys: readonly string[]) {
  return html`<div>
    <dt>${label}</dt>
    <dd>${keys.map((key, i) => html`${i > 0 ? ` ${toolWords.shortcuts.or} ` : ''}<kbd>${key}</kbd>`)}</dd>
  </div>`
}

customElements.define('sp-shortcut-sheet', ShortcutSheet)

declare global {
  interface HTMLElementTagNameMap {
    'sp-shortcut-sheet': ShortcutSheet
  }
}

import { html } from 'lit'
import { CalendarCheck, ClipboardList, type IconNode, Milestone, Plane, Scale, School } from 'lucide'
import { houseWords } from '../house-words.ts'
import { TEMPLATES, type TemplateName } from '../templates/template.ts'
import { AskingDialog } from './asking-dialog.ts'
import { icon } from './icons.ts'

const PICTURES: Readonly<Record<TemplateName, IconNode>> = {
  meeting: ClipboardList,
  project: Milestone,
  decision: Scale,
  week: CalendarCheck,
  lesson: School,
  trip: Plane,
}

/** Asks for what a new document begins as. */
export class TemplateDialog extends AskingDialog<TemplateName> {
  choice(): Promise<TemplateName | undefined> {
    return this.ask()
  }

  override render() {
    const { templates } = houseWords
    return html`<dialog class="dialog is-wide" aria-labelledby="template-heading">
      <form method="dialog">
        <h2 id="template-heading">${templates.heading}</h2>
        <ul class="templates">
          ${TEMPLATES.map(
            (name, i) => html`<li><button
              type="button"
              class="template"
              ?data-autofocus=${i === 0}
              @click=${() => this.choose(name)}
            >
              ${icon(PICTURES[name])}
              <span class="template-name">${templates[name].name}</span>
              <span class="template-about">${templates[name].about}</span>
            </button></li>`,
          )}
        </ul>
        <div class="dialog-actions">
          <button type="button" class="button" @click=${this.leave}>${templates.cancel}</button>
        </div>
      </form>
    </dialog>`
  }
}

customElements.define('sp-template-dialog', TemplateDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sp-template-dialog': TemplateDialog
  }
}

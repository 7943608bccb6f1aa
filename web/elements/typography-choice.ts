import { html } from 'lit'
import { Check } from 'lucide'
import { chooseTypography, isTypographyOn } from '../editor/typography-choice.ts'
import { words } from '../words.ts'
import { icon } from './icons.ts'
import { LightElement } from './light-element.ts'

/** An entry of the document's menu that is ticked while quotation marks and dashes are set as they are printed. */
export class TypographyChoice extends LightElement {
  override render() {
    const isOn = isTypographyOn()
    return html`<button
      type="button"
      class="menu-entry menu-tick"
      role="menuitemcheckbox"
      aria-checked=${String(isOn)}
      tabindex="-1"
      @click=${() => {
        chooseTypography(!isOn)
        this.requestUpdate()
      }}
    >${words.menu.typography}${isOn ? icon(Check) : ''}</button>`
  }
}

customElements.define('sp-typography-choice', TypographyChoice)

declare global {
  interface HTMLElementTagNameMap {
    'sp-typography-choice': TypographyChoice
  }
}

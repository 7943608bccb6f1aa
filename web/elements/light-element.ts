import { LitElement } from 'lit'

/**
 * An element that renders into itself: no shadow root stands between the page and the editable, where
 * selections would be unreliable, and one style sheet dresses all. What the HTML held before is replaced.
 * What a dialog or menu of it is to focus first has `data-autofocus`.
 */
export abstract class LightElement extends LitElement {
  constructor() {
    super()
    this.addController({ hostUpdated: () => setAutofocus(this) })
  }

  /** Draws now what has changed: whoever opens something by a key must not type into the text until it is there. */
  protected draw(): void {
    if (this.isUpdatePending) this.performUpdate()
  }

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren()
    return this
  }
}

/** Only once it is in the page: a browser tries to focus what comes with the attribute, and complains where it cannot. */
function setAutofocus(element: HTMLElement): void {
  for (const part of element.querySelectorAll('[data-autofocus], [autofocus]'))
    part.toggleAttribute('autofocus', part.hasAttribute('data-autofocus'))
}

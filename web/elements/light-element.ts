import { LitElement } from 'lit'

/**
 * An element that renders into itself: no shadow root stands between the page and the editable, where
 * selections would be unreliable, and one style sheet dresses all. What the HTML held before is replaced.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren()
    return this
  }
}

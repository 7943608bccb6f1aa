import { breathe } from '../breathe.ts'
import { LightElement } from './light-element.ts'

/** An element that is closed when a page opens: its first drawing has a task of its own and holds nothing up. */
export abstract class ClosedElement extends LightElement {
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await breathe()
    super.scheduleUpdate()
  }
}

import { LightElement } from './light-element.ts'
import { closeDialog, openDialog } from './open-dialog.ts'

/** A dialog that asks something: whoever opens it waits for what was chosen, undefined when it was left. */
export abstract class AskingDialog<Answer> extends LightElement {
  #answer: Answer | undefined

  /** Shows the dialog as it renders now, and resolves when it is closed. */
  protected async ask(): Promise<Answer | undefined> {
    this.#answer = undefined
    this.requestUpdate()
    await this.updateComplete
    openDialog(this)
    const dialog = this.querySelector('dialog')
    await new Promise((resolve) => dialog?.addEventListener('close', resolve, { once: true }))
    return this.#answer
  }

  /** Closes the dialog with an answer. */
  protected choose(answer: Answer): void {
    this.#answer = answer
    closeDialog(this)
  }

  /** Closes it without any. */
  protected readonly leave = (): void => closeDialog(this)
}

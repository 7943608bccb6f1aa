import { html, render } from 'lit'
import type { Attrs } from 'prosemirror-model'
import { words } from '../../words.ts'

/** Shows a picture as large as the window. Closed by a click, a button or Escape. */
export function enlarge(attrs: Attrs): void {
  const dialog = show('picture-view')
  const { src, alt } = attrs as { src: string; alt: string }
  render(
    html`<img src=${src} alt=${alt} referrerpolicy="no-referrer" @click=${() => dialog.close()} />
      <button type="button" class="button filled" autofocus @click=${() => dialog.close()}>
        ${words.figure.close}
      </button>`,
    dialog,
  )
  dialog.setAttribute('aria-label', alt || words.figure.enlarge)
  dialog.showModal()
}

/** Asks for a picture's description; undefined when somebody leaves it as it is. */
export function askDescription(alt: string): Promise<string | undefined> {
  const dialog = show('dialog')
  let chosen: string | undefined
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    chosen = String(new FormData(event.currentTarget as HTMLFormElement).get('alt')).trim()
    dialog.close()
  }
  render(
    html`<form method="dialog" @submit=${submit}>
      <label class="field">
        ${words.figure.describe}
        <input name="alt" maxlength="1000" autocomplete="off" .value=${alt} autofocus />
      </label>
      <div class="dialog-actions">
        <button type="button" class="button" @click=${() => dialog.close()}>${words.figure.cancel}</button>
        <button class="button filled">${words.figure.save}</button>
      </div>
    </form>`,
    dialog,
  )
  dialog.setAttribute('aria-label', words.figure.describe)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(chosen), { once: true })
  })
}

/** A dialog that is gone when it closes; the browser gives the focus back. */
function show(className: string): HTMLDialogElement {
  const dialog = document.createElement('dialog')
  dialog.className = className
  document.body.append(dialog)
  dialog.addEventListener('close', () => dialog.remove())
  return dialog
}

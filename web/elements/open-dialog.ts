import { focusBack } from '../focus-back.ts'

/** Shows the native dialog of an element and gives the focus back to where it was when that closes. */
export function openDialog(host: HTMLElement): void {
  const dialog = host.querySelector('dialog')
  if (!dialog || dialog.open) return
  const before = document.activeElement
  dialog.addEventListener('close', () => focusBack(before), { once: true })
  dialog.showModal()
}

/** Closes the native dialog of an element. */
export function closeDialog(host: HTMLElement): void {
  host.querySelector('dialog')?.close()
}

/** The text of a named field in a form, trimmed. */
export function fieldOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === 'string' ? value.trim() : ''
}

import { focusBack } from './focus-back.ts'

/** What keeps keys for something that is being fetched. */
export interface HeldKeys {
  /**
   * Resolves when it can open, not in the middle of a composition; false when the person has left. The keyboard is
   * then back where it was, and what opens is to take it in the same task.
   */
  ready(): Promise<boolean>
  /** Gives what was typed to what has the focus now. */
  handOver(): void
  /** It cannot come: the keyboard goes back to where it was. */
  drop(): void
}

/** How keys are held. */
export interface Holding {
  /** Where the field is put. */
  readonly place: HTMLElement
  /** Names the field. */
  readonly label: string
  /** Stands in the field already, selected. */
  readonly text?: string
  /** For what has no field, such as a menu: every key waits, and none is shown. */
  readonly isHidden?: boolean
}

const EDITING = new Set(['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Dead', 'Process'])
const EDITING_WITH_MOD = new Set(['a', 'c', 'v', 'x', 'y', 'z', ...EDITING])
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn'])

/**
 * From the press of a key on, what is typed belongs to what that key opens. While this is being fetched a field of the
 * browser's own takes the keys, so that none goes into the text; Escape and a press elsewhere leave it.
 */
export function holdKeys({ place, label, text = '', isHidden = false }: Holding): HeldKeys {
  const before = document.activeElement
  const field = document.createElement('input')
  field.className = isHidden ? 'waiting-field visually-hidden' : 'waiting-field'
  field.ariaLabel = label
  field.ariaBusy = 'true'
  field.placeholder = label
  field.autocomplete = 'off'
  field.spellcheck = false
  field.value = text
  const waiting: KeyboardEvent[] = []
  let isLeft = false
  let isOpening = false
  let isComposing = false
  let onComposed = () => {}

  function leave(): void {
    if (isLeft || isOpening) return
    isLeft = true
    end()
  }

  function end(): void {
    const hasFocus = document.activeElement === field
    field.remove()
    if (hasFocus) focusBack(before)
  }

  field.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.isComposing || MODIFIERS.has(event.key)) return
    if (waiting.length === 0 && !isHidden && isForField(event)) return
    event.preventDefault()
    if (waiting.length === 0 && event.key === 'Escape') leave()
    else waiting.push(event)
  })
  field.addEventListener('compositionstart', () => {
    isComposing = true
  })
  field.addEventListener('compositionend', () => {
    isComposing = false
    onComposed()
  })
  field.addEventListener('blur', () => {
    // Another window has the keyboard meanwhile: here nothing has changed.
    if (document.activeElement !== field) leave()
  })
  place.append(field)
  // It may stand far below the line that is read.
  field.focus({ preventScroll: true })
  field.select()

  return {
    async ready() {
      if (isComposing) {
        await new Promise<void>((resolve) => {
          onComposed = resolve
        })
      }
      if (isLeft) return false
      isOpening = true
      end()
      return true
    },
    handOver() {
      const { value, selectionStart, selectionEnd } = field
      const target = document.activeElement
      if (value !== text && target instanceof HTMLInputElement) {
        target.value = value
        target.setSelectionRange(selectionStart, selectionEnd)
        target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
      }
      for (const key of waiting) press(key)
    },
    drop: leave,
  }
}

function isForField(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event
  if ((ctrlKey || metaKey) && !event.getModifierState('AltGraph'))
    return EDITING_WITH_MOD.has(key.toLowerCase())
  return EDITING.has(key) || (altKey && key.length > 1 ? false : [...key].length === 1)
}

/** Presses a key again, where the focus is by now. */
function press(event: KeyboardEvent): void {
  const target = document.activeElement ?? document.body
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  const again = { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }
  if (!target.dispatchEvent(new KeyboardEvent('keydown', again))) return
  const isWritten = [...key].length === 1 && !ctrlKey && !metaKey
  if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) target.click()
  // The one way to write that a text field and an editable text have in common.
  else if (isWritten) document.execCommand('insertText', false, key)
}

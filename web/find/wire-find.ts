import type { EditorView } from 'prosemirror-view'
import { isApple } from '../editor/key-names.ts'
import { holdKeys } from '../held-keys.ts'
import { letterOf } from '../letter-of.ts'
import { words } from '../words.ts'
import type { Find } from './open-find.ts'
import { selectedText } from './selected-text.ts'

/** What the keys of the search need of the page. */
export interface FindWiring {
  readonly view: () => EditorView | undefined
  readonly place: HTMLElement
  readonly say: (text: string) => void
  /** Says that the search could not be fetched. */
  readonly onMissing: () => void
}

/**
 * Opens the search at Mod-F, or with its replacements at Mod-Alt-F, and goes on at F3 and Mod-G. It is fetched when it is first
 * asked for. Mod-F in its own field leaves the key to the browser's search. Answers what opens it by hand.
 */
export function wireFind({ view, place, say, onMissing }: FindWiring): () => void {
  let find: Find | undefined
  let isFetching = false

  async function open(isReplacing: boolean): Promise<void> {
    const current = view()
    if (!current || isFetching) return
    // At once where it is there already: what is typed next must not go into the text.
    if (find) {
      find.open(isReplacing)
      return
    }
    isFetching = true
    const held = holdKeys({ place, label: words.menu.find, text: selectedText(current) ?? '' })
    try {
      const { createFind } = await import('./open-find.ts')
      if (!(await held.ready())) return
      find = createFind({ view: current, place, say })
      find.open(isReplacing)
      held.handOver()
    } catch {
      held.drop()
      onMissing()
    } finally {
      isFetching = false
    }
  }

  window.addEventListener('keydown', (event) => {
    if (event.getModifierState('AltGraph')) return
    const key = letterOf(event)
    const isMod = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
    const isOn = key === 'f3' || (isMod && !event.altKey && key === 'g')
    if (isOn && find?.isOpen()) {
      event.preventDefault()
      find.act(event.shiftKey ? 'previous' : 'next')
      return
    }
    const isAsked = isOn || (isMod && !event.shiftKey && key === 'f')
    const isInBar =
      find?.isOpen() &&
      place.contains(document.activeElement) &&
      document.activeElement?.closest('sp-find-bar')
    if (!isAsked || !view() || (isInBar && !event.altKey) || document.querySelector('dialog[open]')) return
    event.preventDefault()
    void open(event.altKey)
  })
  return () => void open(false)
}

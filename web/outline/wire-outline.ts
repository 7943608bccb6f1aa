import type { EditorView } from 'prosemirror-view'
import { later } from '../later.ts'
import { words } from '../words.ts'
import type { Outline } from './open-outline.ts'

/** What opens the contents and the counts. */
export interface OutlineWiring {
  /** Called once the text can be written in. */
  onReady(view: EditorView): void
  showContents(): void
  showCounts(): void
}

// Not while the page itself is still being fetched.
const FETCHED_AFTER_MS = 600

/** Fetches the contents and the counts when the text is there, and opens the contents at Mod-Alt-O. */
export function wireOutline(say: (text: string) => void): OutlineWiring {
  let outline: Promise<Outline> | undefined

  function show(open: (outline: Outline) => void): void {
    outline?.then(open, () => say(words.menu.notLoaded))
  }

  const wiring: OutlineWiring = {
    onReady(view) {
      later(FETCHED_AFTER_MS, () => {
        outline = import('./open-outline.ts').then(({ createOutline }) => createOutline(view, say))
        // Said when somebody asks for it.
        outline.catch(() => undefined)
      })
    },
    showContents: () => show((opened) => opened.showContents()),
    showCounts: () => show((opened) => opened.showCounts()),
  }
  window.addEventListener('keydown', (event) => {
    const isMod = (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState('AltGraph')
    if (!isMod || event.code !== 'KeyO' || document.querySelector('dialog[open]')) return
    event.preventDefault()
    wiring.showContents()
  })
  return wiring
}

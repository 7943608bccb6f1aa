import type { EditorView } from 'prosemirror-view'
import { holdKeys } from '../held-keys.ts'
import { later } from '../later.ts'
import { letterOf } from '../letter-of.ts'
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
  let current: EditorView | undefined
  let coming: Promise<void> | undefined
  let outline: Outline | undefined
  let isAsked = false

  /** There may be a network again when it is asked for the next time. */
  async function fetchFor(view: EditorView): Promise<void> {
    try {
      const { createOutline } = await import('./open-outline.ts')
      outline ??= createOutline(view, say)
    } finally {
      coming = undefined
    }
  }

  async function show(open: (outline: Outline) => Promise<void>): Promise<void> {
    if (outline) {
      await open(outline)
      return
    }
    if (!current || isAsked) return
    isAsked = true
    const held = holdKeys({ place: document.body, label: words.menu.contents, isHidden: true })
    try {
      coming ??= fetchFor(current)
      await coming
      if (!(await held.ready()) || !outline) return
      await open(outline)
      held.handOver()
    } catch {
      held.drop()
      say(words.menu.notLoaded)
    } finally {
      isAsked = false
    }
  }

  const wiring: OutlineWiring = {
    onReady(view) {
      current = view
      later(FETCHED_AFTER_MS, () => {
        coming ??= outline ? undefined : fetchFor(view)
        // Said when somebody asks for it.
        coming?.catch(() => undefined)
      })
    },
    showContents: () => void show((opened) => opened.showContents()),
    showCounts: () => void show(async (opened) => opened.showCounts()),
  }
  window.addEventListener('keydown', (event) => {
    const isMod = (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState('AltGraph')
    if (!isMod || letterOf(event) !== 'o' || document.querySelector('dialog[open]')) return
    event.preventDefault()
    wiring.showContents()
  })
  return wiring
}

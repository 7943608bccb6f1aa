import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/**
 * Chromium tells of a moved caret no sooner than the next frame. A key pressed or a paste made before that (End
 * and Enter in one go) would act on the old selection, so each of them makes the editor look at the selection
 * first.
 */
export function timelySelection(): Plugin {
  const look = (view: EditorView): boolean => {
    readSelection(view)
    return false
  }
  return new Plugin({ props: { handleDOMEvents: { keydown: look, paste: look, cut: look, copy: look } } })
}

/**
 * Makes the editor read the browser's selection now. Owed before changes of others are taken in too: drawing
 * them puts the selection back that the editor knows, and the last move of the caret would be undone.
 */
export function readSelection(view: EditorView): void {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}

import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/**
 * Chromium tells of a moved caret no sooner than the next frame. A key pressed before that (End and Enter in
 * quick succession, on a busy machine) would act on the selection of before, and could replace a paragraph
 * that nobody sees selected. So the editor is made to look before every key.
 */
export function timelySelection(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view) {
          readSelection(view)
          return false
        },
      },
    },
  })
}

/**
 * Makes the editor read the browser's selection now. Owed before changes of others are taken in too: drawing
 * them puts the selection back that the editor knows, and the last move of the caret would be undone.
 */
export function readSelection(view: EditorView): void {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}

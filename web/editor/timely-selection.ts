import { Plugin } from 'prosemirror-state'

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
          if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
          return false
        },
      },
    },
  })
}

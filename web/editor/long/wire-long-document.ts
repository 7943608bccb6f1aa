import type { EditorView } from 'prosemirror-view'
import { later } from '../../later.ts'
import { addPlugins } from '../late-plugins.ts'

// Not while the page itself is still being fetched.
const FETCHED_AFTER_MS = 800

/** Fetches what keeps typing quick in long documents when the text is there. Without it they are only slower. */
export function wireLongDocument(view: EditorView): void {
  later(FETCHED_AFTER_MS, () => {
    import('./long-document.ts').then(
      ({ longDocument }) => addPlugins(view, [longDocument()]),
      () => undefined,
    )
  })
}

import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { whenIdle } from '../when-idle.ts'

/** So many blocks fill every screen, and are laid out at once; `opening.css` has the same number. */
export const SEEN_BLOCKS = 24

/** What is laid out in one go, in tokens of the document: a few milliseconds on a phone. */
const PIECE = 6_000

/**
 * Has a long document laid out piece by piece when it opens: the browser leaves blocks out that are not near the
 * window, until the page is idle. Nothing is left out for good: see docs/decisions/no-content-visibility.md. It is one
 * rule of style that moves down the text; the editor hears nothing of it.
 */
export function layOutInPieces(view: EditorView): void {
  const page = view.dom.ownerDocument
  const sheet = new CSSStyleSheet()

  function leaveOut(from: number): void {
    if (view.isDestroyed || from >= view.state.doc.childCount) {
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== sheet)
      return
    }
    sheet.replaceSync(
      `@media screen { .prose > :nth-child(n + ${from + 1}) { content-visibility: auto; contain-intrinsic-block-size: auto 9rem } }`,
    )
    whenIdle(() => leaveOut(endOfPiece(view.state.doc, from)))
  }

  leaveOut(SEEN_BLOCKS)
  if (view.state.doc.childCount > SEEN_BLOCKS) page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
}

/** The first block that the next piece of a document does not hold, for pieces that follow each other from `from`. */
export function endOfPiece(doc: Node, from: number): number {
  let size = 0
  let at = from
  while (at < doc.childCount && size < PIECE) {
    size += doc.child(at).nodeSize
    at += 1
  }
  return at
}

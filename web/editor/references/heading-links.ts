import type { EditorView } from 'prosemirror-view'
import { createHeadingFinder } from '../../../document/text/heading-ids.ts'
import { revealAtTop } from '../reveal.ts'

/** Shows the heading that an address like `#part-two` means. False for other addresses, which lead out of the text. */
export function followHeadingLink(view: EditorView, href: string): boolean {
  if (!href.startsWith('#')) return false
  const heading = createHeadingFinder(view.state.doc)(href)
  if (heading) revealAtTop(view, heading.pos + 1)
  return true
}

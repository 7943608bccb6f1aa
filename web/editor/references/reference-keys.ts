import { NodeSelection, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { isApple } from '../key-names.ts'
import { followHeadingLink } from './heading-links.ts'
import { openLinked } from './reference-views.ts'

/** A click with Ctrl or Cmd opens the link under it, as it does everywhere else. */
function openLinkAt(view: EditorView, at: number): boolean {
  const { nodeBefore, nodeAfter } = view.state.doc.resolve(at)
  const marks = [...(nodeAfter?.marks ?? []), ...(nodeBefore?.marks ?? [])]
  const link = marks.find(({ type }) => type === schema.marks.link)
  const href = String(link?.attrs['href'] ?? '')
  if (link && !followHeadingLink(view, href)) window.open(href, '_blank', 'noopener')
  return link !== undefined
}

/** A click on a link to a heading of this text shows it: no page is left for that. The caret is where it was clicked. */
function showHeadingAt(view: EditorView, clicked: EventTarget | null): boolean {
  const href = (clicked as Element | null)?.closest?.('a[href^="#"]')?.getAttribute('href')
  if (href) followHeadingLink(view, href)
  return false
}

/** Enter on a selected link to a document opens it; with Ctrl or Cmd in a new tab. */
export function referenceKeys(): Plugin {
  return new Plugin({
    props: {
      handleClick: (view, at, event) =>
        event.button === 0 &&
        ((isApple ? event.metaKey : event.ctrlKey)
          ? openLinkAt(view, at)
          : !event.shiftKey && showHeadingAt(view, event.target)),
      handleKeyDown({ state }, event) {
        const { selection } = state
        if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false
        if (!(selection instanceof NodeSelection) || selection.node.type !== schema.nodes.document_link)
          return false
        openLinked(`/d/${selection.node.attrs['document']}`, event.ctrlKey || event.metaKey)
        return true
      },
    },
  })
}

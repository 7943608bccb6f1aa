import type { Node } from 'prosemirror-model'
import { NodeSelection, Plugin } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { isApple } from '../key-names.ts'
import { openLinked } from './reference-views.ts'

/** A click with Ctrl or Cmd opens the link under it, as it does everywhere else. */
function openLinkAt(doc: Node, at: number): boolean {
  const { nodeBefore, nodeAfter } = doc.resolve(at)
  const marks = [...(nodeAfter?.marks ?? []), ...(nodeBefore?.marks ?? [])]
  const link = marks.find(({ type }) => type === schema.marks.link)
  if (link) window.open(String(link.attrs['href']), '_blank', 'noopener')
  return link !== undefined
}

/** Enter on a selected link to a document opens it; with Ctrl or Cmd in a new tab. */
export function referenceKeys(): Plugin {
  return new Plugin({
    props: {
      handleClick: (view, at, event) =>
        (isApple ? event.metaKey : event.ctrlKey) && event.button === 0 && openLinkAt(view.state.doc, at),
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

import { NodeSelection, Plugin } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { openLinked } from './reference-views.ts'

/** Enter on a selected link to a document opens it; with Ctrl or Cmd in a new tab. */
export function referenceKeys(): Plugin {
  return new Plugin({
    props: {
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

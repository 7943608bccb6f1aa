import { Plugin, Selection, TextSelection } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

/** A click into the empty space below the last block begins a paragraph there. */
export function clickBelow(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown(view, event) {
          const last = view.dom.lastElementChild
          if (event.button !== 0 || event.target !== view.dom || !view.editable || !last) return false
          if (event.clientY <= last.getBoundingClientRect().bottom) return false
          event.preventDefault()
          const { doc, tr } = view.state
          const end = doc.content.size
          const block = doc.lastChild
          if (block?.type === schema.nodes.paragraph && block.content.size === 0) {
            tr.setSelection(Selection.near(tr.doc.resolve(end), -1))
          } else {
            tr.insert(end, schema.nodes.paragraph.create())
            tr.setSelection(TextSelection.create(tr.doc, end + 1))
          }
          view.dispatch(tr)
          view.focus()
          return true
        },
      },
    },
  })
}

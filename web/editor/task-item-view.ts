import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { words } from '../words.ts'

/** A task with a real checkbox: the same elements as the served HTML, so that nothing moves. */
export function taskItemView(node: Node, view: EditorView, getPos: () => number | undefined): NodeView {
  const dom = document.createElement('li')
  const holder = document.createElement('span')
  const box = document.createElement('input')
  const contentDOM = document.createElement('div')
  dom.className = 'task'
  dom.dir = 'auto'
  holder.className = 'task-box'
  holder.contentEditable = 'false'
  box.type = 'checkbox'
  // The caret reaches it by Mod-Enter; a stop for Tab at each task would trap the keyboard in a long list.
  box.tabIndex = -1
  box.setAttribute('aria-label', words.editor.taskDone)
  contentDOM.className = 'task-body'
  holder.append(box)
  dom.append(holder, contentDOM)

  const show = (shown: Node) => {
    const isChecked = shown.attrs['checked'] === true
    dom.dataset['checked'] = String(isChecked)
    box.checked = isChecked
  }
  show(node)

  // Without this the click would take the caret out of the text.
  holder.addEventListener('mousedown', (event) => event.preventDefault())
  box.addEventListener('click', (event) => {
    const at = getPos()
    if (at === undefined || !view.editable) {
      event.preventDefault()
      return
    }
    view.dispatch(view.state.tr.setNodeAttribute(at, 'checked', box.checked))
  })

  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    stopEvent: (event) => event.target instanceof globalThis.Node && holder.contains(event.target),
    ignoreMutation: (record) => !contentDOM.contains(record.target),
  }
}

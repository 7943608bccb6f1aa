import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** A callout: the same element as in the served HTML. */
export function calloutView(node: Node): NodeView {
  const dom = document.createElement('aside')
  dom.className = 'callout'
  dom.dir = 'auto'
  dom.role = 'note'
  dom.dataset['kind'] = String(node.attrs['kind'])
  return {
    dom,
    contentDOM: dom,
    update(next) {
      if (next.type !== node.type) return false
      dom.dataset['kind'] = String(next.attrs['kind'])
      return true
    },
  }
}

import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** A code block: the same elements as in the served HTML, and no spelling to check. */
export function codeView(node: Node): NodeView {
  const dom = document.createElement('pre')
  const contentDOM = document.createElement('code')
  dom.spellcheck = false
  contentDOM.dir = 'auto'
  dom.append(contentDOM)
  const show = (shown: Node) => {
    const language = String(shown.attrs['language'])
    if (language) dom.dataset['language'] = language
    else delete dom.dataset['language']
  }
  show(node)
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
  }
}

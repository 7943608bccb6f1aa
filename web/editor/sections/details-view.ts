import type { Node } from 'prosemirror-model'
import type { Decoration, EditorView, NodeView } from 'prosemirror-view'
import { words } from '../../words.ts'
import { fetchFoldMemory } from './fetch-fold-memory.ts'
import { type FoldedSpec, fold } from './folding.ts'

/**
 * A collapsible section with a button of our own. A `details` element that is edited folds at a typed space, and
 * its state is not ours to keep.
 */
export function detailsView(
  node: Node,
  view: EditorView,
  getPos: () => number | undefined,
  decorations: readonly Decoration[],
): NodeView {
  const dom = document.createElement('div')
  const toggle = document.createElement('button')
  const contentDOM = document.createElement('div')
  dom.className = 'details'
  dom.dir = 'auto'
  toggle.type = 'button'
  toggle.className = 'details-toggle'
  toggle.contentEditable = 'false'
  // The caret reaches it by Mod-Enter; a stop for Tab at each section would trap the keyboard in a long page.
  toggle.tabIndex = -1
  contentDOM.className = 'details-body'
  dom.style.setProperty('--hint', JSON.stringify(words.section.hint))
  dom.append(toggle, contentDOM)

  void fetchFoldMemory(view)
  let isFolded = false
  const show = (shown: readonly Decoration[]) => {
    isFolded = shown.some(({ spec }) => (spec as Partial<FoldedSpec>).isFolded === true)
    toggle.setAttribute('aria-expanded', String(!isFolded))
    toggle.setAttribute('aria-label', isFolded ? words.section.open : words.section.fold)
  }
  show(decorations)

  // Without this the click would take the caret out of the text.
  toggle.addEventListener('mousedown', (event) => event.preventDefault())
  toggle.addEventListener('click', () => {
    const at = getPos()
    if (at !== undefined) fold(at, !isFolded)(view.state, view.dispatch)
  })

  return {
    dom,
    contentDOM,
    update(next, shown) {
      if (next.type !== node.type) return false
      show(shown)
      return true
    },
    stopEvent: (event) => event.target === toggle,
    ignoreMutation: (record) => !contentDOM.contains(record.target),
  }
}

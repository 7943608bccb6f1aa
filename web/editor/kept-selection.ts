import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Where a point of a selection is: the way down from the text's element, and what is written there. */
interface Point {
  readonly path: readonly number[]
  readonly offset: number
  readonly text: string
}

/**
 * Remembers what somebody selected in the served text before the editor was there: both are made of the same
 * elements. The answer selects it again in the editor, and says whether a caret was put there, to go on writing;
 * undefined when nothing was selected.
 */
export function keepSelection(mount: HTMLElement): ((view: EditorView) => boolean) | undefined {
  const selection = mount.ownerDocument.getSelection()
  const isCaret = selection?.isCollapsed === true
  const anchor = selection ? pointOf(mount, selection.anchorNode, selection.anchorOffset) : undefined
  const head = selection ? pointOf(mount, selection.focusNode, selection.focusOffset) : undefined
  if (!anchor || !head) return undefined
  return (view) => {
    const from = positionOf(view, anchor)
    const to = positionOf(view, head)
    if (from === undefined || to === undefined) return false
    const { doc, tr } = view.state
    view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))))
    if (isCaret) return true
    const [start, end] = [view.domAtPos(from), view.domAtPos(to)]
    selection?.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
    return false
  }
}

function pointOf(mount: HTMLElement, node: Node | null, offset: number): Point | undefined {
  if (!node || node === mount || !mount.contains(node)) return undefined
  const path: number[] = []
  for (let at: Node = node; at !== mount && at.parentNode; at = at.parentNode) {
    path.unshift(Array.from<Node>(at.parentNode.childNodes).indexOf(at))
  }
  return { path, offset, text: node.textContent ?? '' }
}

/** Undefined where others have changed the text between the two. */
function positionOf(view: EditorView, { path, offset, text }: Point): number | undefined {
  let node: Node | undefined = view.dom
  for (const index of path) node = node?.childNodes[index]
  return node?.textContent === text ? view.posAtDOM(node, offset) : undefined
}

import type { Attrs, NodeType } from 'prosemirror-model'
import type { Command, EditorState, Transaction } from 'prosemirror-state'

/**
 * A command of prosemirror-tables with an attribute changed by a step of its own. The package makes the node anew
 * instead, and two people who do so to one cell at once would cost one of them the change.
 */
export function byMinimalSteps(command: Command): Command {
  return (state, dispatch, view) => command(withMinimalSteps(state), dispatch, view)
}

function withMinimalSteps(state: EditorState): EditorState {
  return Object.create(state, { tr: { get: () => minimal(state.tr) } }) as EditorState
}

function minimal(tr: Transaction): Transaction {
  const replace = tr.setNodeMarkup
  tr.setNodeMarkup = (pos: number, type?: NodeType | null, attrs?: Attrs | null) => {
    const node = tr.doc.nodeAt(pos)
    if (!node || (type && type !== node.type)) return replace.call(tr, pos, type, attrs)
    for (const [name, value] of Object.entries(attrs ?? {})) {
      if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value)
    }
    return tr
  }
  return tr
}

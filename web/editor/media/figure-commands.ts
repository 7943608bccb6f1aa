import { type Command, NodeSelection, Plugin, Selection, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import { blockPlace } from './block-place.ts'

const { nodes } = schema

/** Enter in a caption leaves it, below the picture; a caption is one line. */
export const leaveCaption: Command = ({ selection, tr }, dispatch) => {
  const { $from } = selection
  if ($from.parent.type !== nodes.figure) return false
  if (!dispatch) return true
  const after = $from.after()
  const below = tr.doc.resolve(after).nodeAfter
  if (below?.type !== nodes.paragraph || below.content.size > 0) tr.insert(after, nodes.paragraph.create())
  dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** Backspace at the start of a caption selects the picture; the next one removes it. */
export const selectPicture: Command = ({ selection, tr }, dispatch) => {
  const { $from, empty } = selection
  if (!empty || $from.parent.type !== nodes.figure || $from.parentOffset > 0) return false
  dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, $from.before())).scrollIntoView())
  return true
}

/** Enter on a selected picture goes into its caption. */
export const enterCaption: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.figure) return false
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, selection.to - 1)).scrollIntoView())
  return true
}

/** From a selected picture to its buttons. */
export const focusTools: Command = ({ selection }, dispatch, view) => {
  if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.figure) return false
  const dom = view?.nodeDOM(selection.from)
  const button = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('.figure-tools button') : null
  if (dispatch) button?.focus()
  return button !== null
}

const WAYS: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' }

/** An arrow that leads out of a line onto a picture selects it, from its own caption too. */
function stepOntoPicture(way: 'up' | 'down'): Command {
  return ({ doc, selection, tr }, dispatch, view) => {
    if (!(selection instanceof TextSelection) || !selection.empty || !view?.endOfTextblock(way)) return false
    const { $head } = selection
    const back = way === 'up'
    const beyond = doc.resolve(back ? $head.before() : $head.after())
    const next = Selection.findFrom(beyond, back ? -1 : 1)
    const isCaption = $head.parent.type === nodes.figure
    const picture = back && isCaption ? $head : next?.$head
    if (picture?.parent.type !== nodes.figure) return false
    dispatch?.(tr.setSelection(NodeSelection.create(doc, picture.before())).scrollIntoView())
    return true
  }
}

/** Puts a picture of an address below the block of the selection, or above it from its start. */
export function insertFigure(src: string, alt: string): Command {
  return ({ selection, doc, tr }, dispatch) => {
    const at = blockPlace(doc, selection.to, nodes.figure)
    if (!dispatch) return true
    tr.insert(at, nodes.figure.create({ src, alt }))
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView())
    return true
  }
}

/** Changes one attribute of the figure at a position; others may write its caption meanwhile. */
export function setFigure(at: number, name: 'width' | 'alt', value: number | string | null): Command {
  return ({ doc, tr }, dispatch) => {
    const node = doc.nodeAt(at)
    if (node?.type !== nodes.figure) return false
    if (node.attrs[name] !== value) dispatch?.(tr.setNodeAttribute(at, name, value))
    return true
  }
}

/**
 * Shows a caption while somebody writes it. What is typed at a selected picture goes there, at another selected block
 * behind or below it: it must never take the place of a block.
 */
export function captions(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc, selection: { $from } }) {
        if ($from.parent.type !== nodes.figure) return undefined
        // An empty caption takes no room until somebody writes in it.
        return DecorationSet.create(doc, [
          Decoration.node($from.before(), $from.after(), { class: 'has-caret' }),
        ])
      },
      handleKeyDown(view, event) {
        if (event.altKey && event.key === 'F10') return focusTools(view.state, view.dispatch, view)
        const way =
          event.shiftKey || event.ctrlKey || event.metaKey || event.altKey ? undefined : WAYS[event.key]
        return way !== undefined && !view.composing && stepOntoPicture(way)(view.state, view.dispatch, view)
      },
      handleTextInput({ state, dispatch }, _from, _to, text) {
        const { selection, tr } = state
        if (!(selection instanceof NodeSelection) || !selection.node.isBlock) return false
        const { node, to } = selection
        const at = node.isTextblock ? to - 1 : to + 1
        if (!node.isTextblock) tr.insert(to, nodes.paragraph.create())
        tr.insertText(text, at)
        dispatch(tr.setSelection(TextSelection.create(tr.doc, at + text.length)).scrollIntoView())
        return true
      },
    },
  })
}

import { NodeSelection, Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { leaveBody } from './title.ts'

const SIDES: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

/**
 * Left and Right go on past a rule, a file or a picture in the direction of the text around it. ProseMirror asks for
 * the direction of the whole page, where each block has its own: from Hebrew they went there and back for ever.
 */
export function pastBlock(): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, { key, shiftKey, ctrlKey, altKey, metaKey }) {
        const { selection, tr } = view.state
        const isPlain = !shiftKey && !ctrlKey && !altKey && !metaKey
        const side = isPlain ? SIDES[key] : undefined
        // All blocks that are selected are left at the end that the key points to.
        if (side && leaveBody(side)(view.state, view.dispatch)) return true
        if (!isPlain || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false
        if (!(selection instanceof NodeSelection) || selection.node.isInline) return false
        const isForward = (key === 'ArrowLeft') === isRightToLeft(view, selection)
        const next = Selection.findFrom(isForward ? selection.$to : selection.$from, isForward ? 1 : -1)
        if (!next) return false
        view.dispatch(tr.setSelection(next).scrollIntoView())
        return true
      },
    },
  })
}

/** The direction of the text above a block, else of that below it. */
function isRightToLeft(view: EditorView, { $from, $to }: NodeSelection): boolean {
  const text = Selection.findFrom($from, -1, true) ?? Selection.findFrom($to, 1, true)
  const line = text && text.$head.depth > 0 ? view.nodeDOM(text.$head.before()) : view.dom
  return line instanceof Element && getComputedStyle(line).direction === 'rtl'
}

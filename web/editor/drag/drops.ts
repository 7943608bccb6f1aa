import type { Slice } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { words } from '../../words.ts'
import { advanceDragged, type Dragged, draggedBy, draggedKey, markDragged } from './dragged.ts'
import { dropDragged, insertSlice } from './drop-dragged.ts'
import { isOnTitle } from './drop-on-title.ts'

/**
 * Drops of what was dragged in this editor, in place of ProseMirror's own, which writes what the text was when the drag
 * began: what others wrote meanwhile would be gone and what they deleted back. And drops on the title.
 */
export function drops(say: (text: string) => void): Plugin<Dragged | undefined> {
  return new Plugin<Dragged | undefined>({
    key: draggedKey,
    state: { init: () => undefined, apply: advanceDragged },
    view(view) {
      // After ProseMirror's own listener, which knows what was taken hold of.
      const begin = () => {
        if (!view.dragging) return
        const { node } = view.dragging as { readonly node?: typeof view.state.selection }
        view.dispatch(markDragged(view.state.tr, draggedBy(node ?? view.state.selection)))
      }
      view.dom.addEventListener('dragstart', begin)
      return { destroy: () => view.dom.removeEventListener('dragstart', begin) }
    },
    props: {
      handleDrop(view, event, slice, isMove) {
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (!place) return false
        const dragged = view.dragging ? draggedKey.getState(view.state) : undefined
        if (dragged) return dropOwn(view, dragged, place.pos, isMove, say)
        // It was dragged in a document that is not shown any more.
        if (view.dragging) return true
        const isForTitle = isOnTitle(view.state.doc.resolve(place.pos)) && !event.dataTransfer?.files.length
        if (!isForTitle || slice.size === 0) return false
        dispatchDrop(view, insertSlice(view.state.tr, slice, place.pos))
        return true
      },
      handleDOMEvents: {
        // A browser deletes by itself what is dropped in another field of the page: there it is a copy.
        beforeinput(_view, event) {
          if (event.inputType !== 'deleteByDrag') return false
          event.preventDefault()
          return true
        },
      },
    },
  })
}

function dropOwn(
  view: EditorView,
  dragged: Dragged,
  at: number,
  isMove: boolean,
  say: (text: string) => void,
): boolean {
  const prepare = (slice: Slice) => {
    let prepared = view.serializeForClipboard(slice).slice
    view.someProp('transformPasted', (transform) => {
      prepared = transform(prepared, view, false)
    })
    return prepared
  }
  if (dragged === 'gone') say(words.editor.draggedIsGone)
  else dispatchDrop(view, dropDragged(view.state, dragged, { at, isMove, prepare }))
  return true
}

function dispatchDrop(view: EditorView, tr: Transaction | undefined): void {
  if (tr) view.dispatch(tr.setMeta('uiEvent', 'drop'))
  view.focus()
}

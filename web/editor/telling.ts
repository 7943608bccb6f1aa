import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { LiveRegion } from '../elements/live-region.ts'

/** A sentence about what a command did, for who does not see it: what stands where now, and whether anything changed. */
export type Tale = (state: EditorState, hasChanged: boolean) => string | undefined

/** The same command, and a sentence about it for screen readers. */
export function telling(command: Command, tale: Tale): Command {
  return (state, dispatch, view) => {
    const isDone = command(state, dispatch, view)
    if (isDone && dispatch && view) tell(view, tale(view.state, view.state.doc !== state.doc))
    return isDone
  }
}

/** Says something to screen readers alone. */
export function tell(view: EditorView, text: string | undefined): void {
  if (text !== undefined) view.dom.ownerDocument.querySelector<LiveRegion>('sp-live-region')?.say(text)
}

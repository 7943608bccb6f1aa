import { sinkListItem } from 'prosemirror-schema-list'
import type { Command } from 'prosemirror-state'
import { itemAt } from './blocks.ts'
import { liftItem } from './enter.ts'

/** The two ways of an item: out of its list, and into one of its own. */
export type ListMove = 'outdent' | 'indent'

/** For whoever has no Tab key; false where there is no item to move, or nothing to move it into. */
export const LIST_MOVES: Readonly<Record<ListMove, Command>> = {
  outdent: liftItem,
  indent(state, dispatch) {
    const found = itemAt(state.selection.$from)
    return found ? sinkListItem(found.item.type)(state, dispatch) : false
  },
}

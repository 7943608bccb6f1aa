import { Info, ListCollapse, Table } from 'lucide'
import type { Command } from 'prosemirror-state'
import { wrapCallout } from '../sections/callout.ts'
import { makeDetails } from '../sections/details.ts'
import { insertTable } from '../tables/insert-table.ts'
import { pickTable } from '../tables/pick-table.ts'
import type { Insertion } from './insertion.ts'

/** Blocks with blocks in them. */
export const blockInsertions: readonly Insertion[] = [
  { id: 'table', group: 'blocks', icon: Table, fits: (state) => insertTable(1, 1)(state), run: pickTable },
  { id: 'callout', group: 'blocks', icon: Info, typed: '[!note]', ...by(wrapCallout('note')) },
  { id: 'section', group: 'blocks', icon: ListCollapse, typed: '>>', ...by(makeDetails) },
]

/** Offered where it can be done. */
function by(command: Command): Pick<Insertion, 'fits' | 'run'> {
  return {
    fits: (state) => command(state),
    run: (view) => void command(view.state, view.dispatch, view),
  }
}

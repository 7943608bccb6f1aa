import { ALIGNMENTS } from '../../../document/schema/alignment.ts'
import { LAYOUT_ICONS } from '../../elements/layout-menu.ts'
import { alignAt, setAlign } from '../formats/align.ts'
import type { Insertion } from './insertion.ts'

/** How the lines of the block stand. */
export const alignInsertions: readonly Insertion[] = ALIGNMENTS.map((alignment) => ({
  id: alignment,
  group: 'align',
  icon: LAYOUT_ICONS[alignment],
  fits: (state) => alignAt(state) !== undefined,
  run: (view) => void setAlign(alignment)(view.state, view.dispatch, view),
}))

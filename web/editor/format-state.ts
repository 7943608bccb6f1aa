import type { EditorState } from 'prosemirror-state'
import type { TextColour } from '../../document/schema/colours.ts'
import { schema } from '../../document/schema/schema.ts'
import { blockKindAt } from './blocks.ts'
import { isOfWholeBlocks } from './body-selection.ts'
import { COLOUR_MARKS, type ColourMark, colourAt } from './formats/colour.ts'
import type { FormatMenuName } from './formats/show-format-menu.ts'
import { LIST_MOVES, type ListMove } from './list-moves.ts'
import { clearMarks, linkAt, type MarkName, sharedMarks, TOGGLES, takesMarks } from './marks.ts'
import type { TurnKind } from './turn-into.ts'
import { undoDepths } from './undo/history.ts'

/** A button of the format bar. */
export type ToolName =
  | MarkName
  | ColourMark
  | FormatMenuName
  | 'link'
  | 'clear'
  | 'image'
  | 'rule'
  | 'blockMenu'
  | ListMove
  | 'undo'
  | 'redo'

/** What the format bar shows about a selection. */
export interface FormatState {
  /** Undefined in the title, which is no block to choose. */
  readonly block: TurnKind | undefined
  readonly active: ReadonlySet<ToolName>
  readonly enabled: ReadonlySet<ToolName>
  readonly colours: Readonly<Record<ColourMark, TextColour | undefined>>
}

/** The formats of a state's selection; nothing is enabled where nobody may edit. */
export function formatState(state: EditorState, isEditable: boolean): FormatState {
  const block = blockKindAt(state.selection)
  const marks = sharedMarks(state)
  const active = new Set<ToolName>(
    [...TOGGLES, ...COLOUR_MARKS].filter((name) => marks.has(schema.marks[name])),
  )
  if (linkAt(state)) active.add('link')
  const enabled = new Set<ToolName>()
  if (isEditable) {
    if (takesMarks(state))
      for (const name of [...TOGGLES, ...COLOUR_MARKS, 'colours', 'layout', 'link'] as const)
        enabled.add(name)
    // In place of selected cells there is no picture, below all blocks there is.
    const { selection } = state
    if (takesMarks(state) && (selection.$from.parent.inlineContent || isOfWholeBlocks(selection)))
      enabled.add('image')
    if (clearMarks(state)) enabled.add('clear')
    if (block) for (const name of ['rule', 'blockMenu'] as const) enabled.add(name)
    for (const name of ['outdent', 'indent'] as const) if (LIST_MOVES[name](state)) enabled.add(name)
    const depths = undoDepths(state)
    if (depths.undo > 0) enabled.add('undo')
    if (depths.redo > 0) enabled.add('redo')
  }
  const colours = {
    text_colour: colourAt(state, 'text_colour'),
    highlight: colourAt(state, 'highlight'),
  }
  return { block, active, enabled, colours }
}

/** True when two states look the same in the bar. */
export function isSameFormat(a: FormatState, b: FormatState): boolean {
  const isSame = (x: ReadonlySet<ToolName>, y: ReadonlySet<ToolName>) =>
    x.size === y.size && [...x].every((name) => y.has(name))
  return (
    a.block === b.block &&
    COLOUR_MARKS.every((name) => a.colours[name] === b.colours[name]) &&
    isSame(a.active, b.active) &&
    isSame(a.enabled, b.enabled)
  )
}

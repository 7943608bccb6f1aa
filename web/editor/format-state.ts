import type { EditorState } from 'prosemirror-state'
import { type BlockKind, blockKindAt } from './blocks.ts'
import { clearMarks, hasMark, linkAt, type MarkName, TOGGLES, takesMarks } from './marks.ts'
import { undoDepths } from './undo/history.ts'

/** A button of the format bar. */
export type ToolName = MarkName | 'link' | 'clear' | 'image' | 'rule' | 'blockMenu' | 'undo' | 'redo'

/** What the format bar shows about a selection. */
export interface FormatState {
  /** Undefined in the title, which is no block to choose. */
  readonly block: BlockKind | undefined
  readonly active: ReadonlySet<ToolName>
  readonly enabled: ReadonlySet<ToolName>
}

/** The formats of a state's selection; nothing is enabled where nobody may edit. */
export function formatState(state: EditorState, isEditable: boolean): FormatState {
  const block = blockKindAt(state.selection)
  const active = new Set<ToolName>(TOGGLES.filter((name) => hasMark(state, name)))
  if (linkAt(state)) active.add('link')
  const enabled = new Set<ToolName>()
  if (isEditable) {
    if (takesMarks(state)) for (const name of [...TOGGLES, 'link', 'image'] as const) enabled.add(name)
    if (clearMarks(state)) enabled.add('clear')
    if (block) for (const name of ['rule', 'blockMenu'] as const) enabled.add(name)
    const depths = undoDepths(state)
    if (depths.undo > 0) enabled.add('undo')
    if (depths.redo > 0) enabled.add('redo')
  }
  return { block, active, enabled }
}

/** True when two states look the same in the bar. */
export function isSameFormat(a: FormatState, b: FormatState): boolean {
  const isSame = (x: ReadonlySet<ToolName>, y: ReadonlySet<ToolName>) =>
    x.size === y.size && [...x].every((name) => y.has(name))
  return a.block === b.block && isSame(a.active, b.active) && isSame(a.enabled, b.enabled)
}

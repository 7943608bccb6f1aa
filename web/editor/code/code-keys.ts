import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'

/** Languages whose files are indented by tabs, whatever the person likes. */
const BY_TABS = new Set(['go', 'golang', 'make', 'makefile', 'mk'])

/** Tab in code: a step of indentation at the caret, or before each line that is selected. */
export const indentCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!isInCode(state)) return false
  const unit = unitOf(state)
  const { tr } = state
  // What is selected is never replaced, in one line neither: nobody means to.
  if (empty) tr.insertText(unit, $from.pos)
  else for (const start of lineStarts(state).reverse()) tr.insertText(unit, start)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Shift-Tab in code: a step of indentation less on each line of the selection. */
export const outdentCode: Command = (state, dispatch) => {
  if (!isInCode(state)) return false
  const { tr } = state
  const code = state.selection.$from.parent.textContent
  const begin = state.selection.$from.start()
  const unit = unitOf(state)
  for (const start of lineStarts(state).reverse()) {
    const found = new RegExp(`^(?:\t| {1,${unit === '\t' ? 4 : unit.length}})`).exec(
      code.slice(start - begin),
    )
    if (found) tr.delete(start, start + found[0].length)
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Enter in code begins the next line as far in as this one. */
export const newLineInCode: Command = (state, dispatch) => {
  if (!isInCode(state)) return false
  const { $from } = state.selection
  const before = $from.parent.textContent.slice(0, $from.parentOffset)
  const indentation = /(?:^|\n)([ \t]*)[^\n]*$/.exec(before)?.[1] ?? ''
  dispatch?.(state.tr.insertText(`\n${indentation}`).scrollIntoView())
  return true
}

/** Mod-a in code: first the code. */
export const selectCode: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection
  if (!isInCode(state)) return false
  const [start, end] = [$from.start(), $from.end()]
  if (start === end || (from === start && to === end)) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start, end)))
  return true
}

/** Down from the last line of code that nothing follows begins a paragraph below it. */
export const belowCode: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || !isInCode(state) || state.doc.resolve($from.after()).nodeAfter) return false
  const isLastLine = !$from.parent.textContent.slice($from.parentOffset).includes('\n')
  const at = $from.after()
  const { parent } = state.doc.resolve(at)
  if (!isLastLine || (view && !view.endOfTextblock('down'))) return false
  if (!parent.canReplaceWith(parent.childCount, parent.childCount, schema.nodes.paragraph)) return false
  const tr = state.tr.insert(at, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

function isInCode({ selection: { $from, $to } }: EditorState): boolean {
  return $from.parent.type.spec.code === true && $from.sameParent($to)
}

/** What this code is indented by: what its lines are already, else two spaces, or what its language asks for. */
function unitOf({ selection: { $from } }: EditorState): string {
  const { textContent, attrs } = $from.parent
  const used = /^(\t| {2,})/m.exec(textContent)?.[1]
  if (used === '\t') return '\t'
  if (used !== undefined) return used.length % 4 === 0 ? '    ' : '  '
  return BY_TABS.has(String(attrs['language']).toLowerCase()) ? '\t' : '  '
}

/** Where the lines begin that the selection touches. */
function lineStarts({ selection: { $from, $to } }: EditorState): number[] {
  const code = $from.parent.textContent
  const begin = $from.start()
  const starts = [code.lastIndexOf('\n', $from.parentOffset - 1) + 1]
  for (let at = code.indexOf('\n', $from.parentOffset); at >= 0 && at + 1 < $to.parentOffset; ) {
    starts.push(at + 1)
    at = code.indexOf('\n', at + 1)
  }
  return starts.map((start) => begin + start)
}

import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { ALIGNMENTS } from '../../document/schema/alignment.ts'
import { setAlign } from '../editor/formats/align.ts'
import { COLOUR_MARKS, toggleColour } from '../editor/formats/colour.ts'
import { clearMarks, toggle } from '../editor/marks.ts'
import { keysOf } from '../editor/shortcuts.ts'
import { toolWords } from '../tool-words.ts'
import type { Action } from './actions.ts'

/** Formats by name, for whoever knows neither their keys nor their buttons: those that the selection takes. */
export function formatActions(view: EditorView | undefined): Action[] {
  if (!view?.editable) return []
  const { choices, keywords, ...names } = toolWords.formats
  const offered = (id: keyof typeof keywords, title: string, command: Command): Action[] => {
    if (!command(view.state)) return []
    const keys = keysOf(id)
    const run = () => {
      view.focus()
      command(view.state, view.dispatch, view)
    }
    return [{ id: `format-${id}`, title, keywords: keywords[id], run, ...(keys ? { keys } : {}) }]
  }
  return [
    ...ALIGNMENTS.flatMap((alignment) => offered(alignment, choices[alignment], setAlign(alignment))),
    ...COLOUR_MARKS.flatMap((mark) => offered(mark, names[mark], toggleColour(mark))),
    ...(['superscript', 'subscript'] as const).flatMap((name) => offered(name, choices[name], toggle(name))),
    ...offered('clear', choices.clear, clearMarks),
  ]
}

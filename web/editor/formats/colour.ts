import type { Command, EditorState } from 'prosemirror-state'
import { isTextColour, type TextColour } from '../../../document/schema/colours.ts'
import { schema } from '../../../document/schema/schema.ts'
import { hasMark, takesMarks } from '../marks.ts'
import { findSelectedTextblock } from '../selected-textblocks.ts'

/** What of words can be coloured: themselves, and the ground they stand on. */
export const COLOUR_MARKS = ['text_colour', 'highlight'] as const
export type ColourMark = (typeof COLOUR_MARKS)[number]

const FIRST: Record<ColourMark, TextColour> = { text_colour: 'red', highlight: 'yellow' }

/** Colours the selected words, or what is typed next; undefined takes the colour away. */
export function setColour(name: ColourMark, colour: TextColour | undefined): Command {
  return (state, dispatch) => {
    if (!takesMarks(state)) return false
    const { tr, selection } = state
    const type = schema.marks[name]
    if (selection.empty) {
      if (colour) tr.addStoredMark(type.create({ colour }))
      else tr.removeStoredMark(type)
    } else {
      for (const { $from, $to } of selection.ranges) {
        if (colour) tr.addMark($from.pos, $to.pos, type.create({ colour }))
        else tr.removeMark($from.pos, $to.pos, type)
      }
    }
    if (colour && dispatch) keepRecent(name, colour)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Gives the selected words the colour that was used last, or takes theirs away where all of them have one. */
export function toggleColour(name: ColourMark): Command {
  return (state, dispatch) =>
    setColour(name, hasMark(state, name) ? undefined : recentColour(name))(state, dispatch)
}

/** The colour of the selection's first word, or of what is typed next. */
export function colourAt(state: EditorState, name: ColourMark): TextColour | undefined {
  const { $from, empty } = state.selection
  const next = $from.parent.inlineContent
    ? $from.nodeAfter
    : findSelectedTextblock(state, (block) => block.childCount > 0)?.firstChild
  const marks = empty ? (state.storedMarks ?? $from.marks()) : (next?.marks ?? $from.marks())
  return schema.marks[name].isInSet(marks)?.attrs['colour'] as TextColour | undefined
}

/** The colour that was chosen last in this browser. */
export function recentColour(name: ColourMark): TextColour {
  try {
    const kept = localStorage.getItem(keyOf(name))
    return isTextColour(kept) ? kept : FIRST[name]
  } catch {
    // A browser that keeps nothing for the page keeps no choice.
    return FIRST[name]
  }
}

function keepRecent(name: ColourMark, colour: TextColour): void {
  try {
    localStorage.setItem(keyOf(name), colour)
  } catch {
    return
  }
}

function keyOf(name: ColourMark): string {
  return `samepage-${name}`
}

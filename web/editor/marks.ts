import { toggleMark } from 'prosemirror-commands'
import type { Mark, MarkType } from 'prosemirror-model'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import { resetAlign } from './formats/align.ts'
import { findSelectedTextblock } from './selected-textblocks.ts'

const { link } = schema.marks

/** The marks a button or a key sets and takes away. */
export const TOGGLES = ['strong', 'em', 'underline', 'strike', 'superscript', 'subscript', 'code'] as const
export type MarkName = (typeof TOGGLES)[number]

/** The link at the selection, with the range it covers; undefined when there is none. */
export function linkAt(state: EditorState): { readonly href: string; from: number; to: number } | undefined {
  const { $from, from, to, empty } = state.selection
  if (!empty) {
    const mark = findLink($from.nodeAfter?.marks ?? [])
    return mark ? { href: String(mark.attrs['href']), from, to } : undefined
  }
  const mark = findLink([...($from.nodeBefore?.marks ?? []), ...($from.nodeAfter?.marks ?? [])])
  if (!mark) return undefined
  let start = $from.start()
  let range: { from: number; to: number } | undefined
  $from.parent.forEach((child) => {
    const end = start + child.nodeSize
    if (mark.isInSet(child.marks)) {
      if (range?.to === start) range.to = end
      else if (!range || range.to < from) range = { from: start, to: end }
    }
    start = end
  })
  return range ? { href: String(mark.attrs['href']), ...range } : undefined
}

/** Whether the place takes marks at all, or anything in the selected cells or block: the title and code do not. */
export function takesMarks(state: EditorState): boolean {
  const { parent } = state.selection.$from
  if (parent.inlineContent) return parent.type.allowsMarkType(link)
  return findSelectedTextblock(state, ({ type }) => type.allowsMarkType(link)) !== undefined
}

/** Takes every format but links away from the selected words, and the alignment from their blocks. */
export const clearMarks: Command = (state, dispatch) => {
  if (!dispatch) return isFormatted(state)
  const { tr, selection } = state
  resetAlign(tr, state)
  for (const { $from, $to } of selection.ranges)
    for (const type of Object.values(schema.marks))
      if (type && type !== link && state.doc.rangeHasMark($from.pos, $to.pos, type))
        tr.removeMark($from.pos, $to.pos, type)
  if (tr.docChanged) dispatch(tr)
  return tr.docChanged
}

function isFormatted({ doc, selection }: EditorState): boolean {
  let isFound = false
  for (const { $from, $to } of selection.ranges)
    doc.nodesBetween($from.pos, $to.pos, ({ attrs, marks }) => {
      isFound ||= (attrs['align'] ?? null) !== null || marks.some(({ type }) => type !== link)
      return !isFound
    })
  return isFound
}

/** Sets a mark on the whole selection, or takes it away where all of it has it. */
export function toggle(name: MarkName): Command {
  return toggleMark(schema.marks[name], null, { removeWhenPresent: false })
}

/** True when all the selected text has a mark, or when the next letter will have it. */
export function hasMark(state: EditorState, name: MarkName | 'text_colour' | 'highlight'): boolean {
  return sharedMarks(state).has(schema.marks[name])
}

/** The marks that all the selected text has, or that the next letter will have. */
export function sharedMarks(state: EditorState): ReadonlySet<MarkType> {
  const { $from, empty, ranges } = state.selection
  if (empty) return typesOf(state.storedMarks ?? $from.marks())
  let shared: Set<MarkType> | undefined
  for (const range of ranges)
    state.doc.nodesBetween(range.$from.pos, range.$to.pos, ({ isText, marks }) => {
      if (isText && !shared) shared = typesOf(marks)
      else if (isText) for (const type of shared ?? []) if (!type.isInSet(marks)) shared?.delete(type)
      return shared?.size !== 0
    })
  return shared ?? new Set()
}

function typesOf(marks: readonly Mark[]): Set<MarkType> {
  return new Set(marks.map(({ type }) => type))
}

/** Links the selection, or the link the caret is in; without either `text` is written, or the address itself. */
export function setLink(href: string, text = ''): Command {
  return (state, dispatch) => {
    if (!takesMarks(state)) return false
    const { tr } = state
    const mark = link.create({ href })
    const linked = linkAt(state)
    const ranges = linked
      ? [linked]
      : state.selection.ranges.map(({ $from, $to }) => ({ from: $from.pos, to: $to.pos }))
    for (const { from, to } of ranges)
      if (from === to) tr.insert(from, schema.text(text || href, [mark]))
      else tr.removeMark(from, to, link).addMark(from, to, mark)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Takes the link away, the words stay. */
export const removeLink: Command = (state, dispatch) => {
  const range = linkAt(state)
  if (!range) return false
  dispatch?.(state.tr.removeMark(range.from, range.to, link))
  return true
}

function findLink(marks: readonly Mark[]): Mark | undefined {
  return marks.find((mark) => mark.type === link)
}

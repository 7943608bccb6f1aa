import { toggleMark } from 'prosemirror-commands'
import type { Mark } from 'prosemirror-model'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'

const { link } = schema.marks

/** The marks a button or a key sets and takes away. */
export const TOGGLES = ['strong', 'em', 'underline', 'strike', 'code'] as const
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

/** Whether the place takes marks at all: the title and code do not. */
export function takesMarks({ selection }: EditorState): boolean {
  return selection.$from.parent.inlineContent && selection.$from.parent.type.allowsMarkType(link)
}

/** Takes every format but links away from the selected words. */
export const clearMarks: Command = (state, dispatch) => {
  const { from, to, empty } = state.selection
  const marked = TOGGLES.filter((name) => state.doc.rangeHasMark(from, to, schema.marks[name]))
  if (empty || marked.length === 0) return false
  const { tr } = state
  for (const name of marked) tr.removeMark(from, to, schema.marks[name])
  dispatch?.(tr)
  return true
}

/** Sets a mark on the whole selection, or takes it away where all of it has it. */
export function toggle(name: MarkName): Command {
  return toggleMark(schema.marks[name], null, { removeWhenPresent: false })
}

/** True when all the selected text has a mark, or when the next letter will have it. */
export function hasMark(state: EditorState, name: MarkName): boolean {
  const type = schema.marks[name]
  const { from, to, $from, empty } = state.selection
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
  let texts = 0
  let marked = 0
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isText) return
    texts++
    if (type.isInSet(node.marks)) marked++
  })
  return texts > 0 && texts === marked
}

/** Links the selection, or the link the caret is in; without either `text` is written, or the address itself. */
export function setLink(href: string, text = ''): Command {
  return (state, dispatch) => {
    if (!takesMarks(state)) return false
    const { tr } = state
    const range = linkAt(state) ?? state.selection
    const mark = link.create({ href })
    if (range.from === range.to) tr.insert(range.from, schema.text(text || href, [mark]))
    else tr.removeMark(range.from, range.to, link).addMark(range.from, range.to, mark)
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

import type { EditorState, Transaction } from 'prosemirror-state'
import { foundIn, replacementFor, wish } from './find-plugin.ts'
import type { Match } from './finder.ts'

// Each replacement is a step, and steps wait in the browser until the server has them.
const MOST_AT_ONCE = 5_000

/** Replaces the match one stands at and goes on to the next; undefined when there is none, or its line is searched anew. */
export function replaceCurrent(state: EditorState, template: string): Transaction | undefined {
  const { matches, at } = foundIn(state)
  const match = matches[at]
  const text = match && replacementFor(state, match, template)
  if (!match || text === undefined) return undefined
  const { tr } = state
  replaceIn(tr, match, text)
  return wish(tr, { near: tr.mapping.map(match.to, 1) }).setMeta('addToHistory', true)
}

/** Replaces every match in one transaction, so that one undo takes all back; and says how many. */
export function replaceAll(
  state: EditorState,
  template: string,
): { readonly tr: Transaction; readonly replaced: number } {
  const { tr } = state
  const matches = foundIn(state).matches.slice(0, MOST_AT_ONCE)
  let replaced = 0
  // From the last to the first: what is replaced moves nothing that comes before it.
  for (const match of [...matches].reverse()) {
    const text = replacementFor(state, match, template)
    if (text === undefined) continue
    replaceIn(tr, match, text)
    replaced++
  }
  const end = tr.mapping.map(matches.at(-1)?.to ?? 0, 1)
  return { tr: wish(tr, { near: end }).setMeta('addToHistory', true), replaced }
}

/** Changes only what differs, so that the formats of what stays, and others' carets in it, stay too. */
function replaceIn(tr: Transaction, { from, to }: Match, text: string): void {
  const before = tr.doc.textBetween(from, to, undefined, '\n')
  if (before === text) return
  const most = Math.min(before.length, text.length)
  let start = 0
  while (start < most && before[start] === text[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === text.at(-1 - end)) end++
  // The halves of one character belong together.
  if (isHalf(before, start) || isHalf(text, start)) start--
  if (isHalf(before, before.length - end) || isHalf(text, text.length - end)) end--
  const inserted = text.slice(start, text.length - end)
  const [left, right] = [from + start, to - end]
  if (inserted === '') {
    tr.delete(left, right)
    return
  }
  const $from = tr.doc.resolve(from)
  const marks = $from.marksAcross(tr.doc.resolve(to)) ?? $from.marks()
  tr.replaceWith(left, right, tr.doc.type.schema.text(inserted, marks))
}

/** True where a cut would go between two halves of a character. */
function isHalf(text: string, at: number): boolean {
  return /^[\udc00-\udfff]/.test(text.slice(at)) && /[\ud800-\udbff]$/.test(text.slice(0, at))
}

import type { EditorView } from 'prosemirror-view'

// Longer selections are what one wants to search in, not what one looks for.
const LONGEST_SELECTION = 200

/** The selected words when they are few and in one block; undefined leaves what was looked for before. */
export function selectedText({ state: { selection, doc } }: EditorView): string | undefined {
  const { $from, $to, from, to, empty } = selection
  if (empty || !$from.sameParent($to) || !$from.parent.isTextblock) return undefined
  const text = doc.textBetween(from, to, undefined, '\u2029')
  return text.length <= LONGEST_SELECTION && !text.includes('\u2029') ? text : undefined
}

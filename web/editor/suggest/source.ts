import type { EditorView } from 'prosemirror-view'
import type { Choice } from '../../elements/choice-list.ts'

/** The text of a query, its sign included, as positions in the document. */
export interface QueryRange {
  readonly from: number
  readonly to: number
}

/** Something that is suggested. */
export interface Suggested extends Choice {
  /** The query says all of it already, so that it is taken without being chosen. */
  readonly isWhole?: true
  /** Whoever types one of these in full has chosen it. */
  readonly names?: readonly string[]
  /** Puts it in the place of the query. */
  readonly take: (view: EditorView, range: QueryRange) => void
}

/** Where suggestions come from: what fits a query, the best first. */
export interface Source {
  /** What the list is called for those who cannot see it. */
  readonly label: () => string
  readonly find: (query: string, view: EditorView) => readonly Suggested[] | Promise<readonly Suggested[]>
}

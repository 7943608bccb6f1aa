import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { createFinder, type Finder, type FindQuery, type Match, type QueryFault } from './finder.ts'

/** What is found at a moment. */
export interface Found {
  readonly query: FindQuery | undefined
  readonly fault: QueryFault | undefined
  readonly matches: readonly Match[]
  /** Which of the matches one stands at; -1 for none. */
  readonly at: number
}

interface FindState extends Found {
  readonly finder: Finder | undefined
  readonly marks: DecorationSet
}

/** A new query, or another match of the same; `near` is the position from which on the next one is meant. */
interface Wish {
  readonly query?: FindQuery | undefined
  readonly near: number
}

// So many around the one where one stands are marked: it bounds the work of each key beside an open search.
const MARKED_EACH_WAY = 1_500

const NOTHING: FindState = {
  query: undefined,
  fault: undefined,
  matches: [],
  at: -1,
  finder: undefined,
  marks: DecorationSet.empty,
}

const key = new PluginKey<FindState>('find')

/** Marks what is looked for, and keeps the marks right while everybody writes. Tells `onFound` of each change. */
export function findMatches(onFound: (found: Found) => void): Plugin<FindState> {
  return new Plugin<FindState>({
    key,
    state: { init: () => NOTHING, apply: advance },
    props: { decorations: (state) => key.getState(state)?.marks },
    view: () => ({
      update(view, before) {
        const found = foundIn(view.state)
        if (found !== key.getState(before)) onFound(found)
      },
    }),
  })
}

/** What is found in a state. */
export function foundIn(state: EditorState): Found {
  return key.getState(state) ?? NOTHING
}

/** Looks for something else, from a position on; undefined ends the search. */
export function look(view: EditorView, query: FindQuery | undefined, near: number): void {
  view.dispatch(wish(view.state.tr, { query, near }))
}

/** Goes to the first match at or behind a position, round to the first one from the end. */
export function goTo(view: EditorView, near: number): void {
  view.dispatch(wish(view.state.tr, { near }))
}

/** A transaction that stands, when it is applied, at the first match from `near` on. */
export function wish(tr: Transaction, wish: Wish): Transaction {
  return tr.setMeta(key, wish).setMeta('addToHistory', false)
}

/** What stands in the place of a match. */
export function replacementFor(state: EditorState, match: Match, template: string): string {
  return key.getState(state)?.finder?.replacement(state.doc, match, template) ?? template
}

function advance(tr: Transaction, before: FindState): FindState {
  const wished = tr.getMeta(key) as Wish | undefined
  if (wished && 'query' in wished) return search(tr, wished.query, wished.near)
  if (!before.finder || !(wished || tr.docChanged)) return before
  const matches = tr.docChanged ? before.finder.find(tr.doc) : before.matches
  const near = wished?.near ?? tr.mapping.map(before.matches[before.at]?.from ?? 0, 1)
  return withMarks(tr, { ...before, matches, at: indexFrom(matches, near) })
}

function search(tr: Transaction, query: FindQuery | undefined, near: number): FindState {
  const finder = query && createFinder(query)
  if (typeof finder === 'string') return { ...NOTHING, query, fault: finder }
  if (!finder) return { ...NOTHING, query }
  const matches = finder.find(tr.doc)
  return withMarks(tr, { ...NOTHING, query, finder, matches, at: indexFrom(matches, near) })
}

function withMarks(tr: Transaction, state: FindState): FindState {
  const { matches, at } = state
  const from = Math.max(0, at - MARKED_EACH_WAY)
  const marks = matches
    .slice(from, at + MARKED_EACH_WAY)
    .map((match, i) =>
      Decoration.inline(match.from, match.to, { class: from + i === at ? 'found is-current' : 'found' }),
    )
  return { ...state, marks: DecorationSet.create(tr.doc, marks) }
}

/** The first match that begins at `near` or later, else the first of all; -1 when there is none. */
function indexFrom(matches: readonly Match[], near: number): number {
  let low = 0
  let high = matches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((matches[middle]?.from ?? 0) < near) low = middle + 1
    else high = middle
  }
  if (matches.length === 0) return -1
  return low < matches.length ? low : 0
}

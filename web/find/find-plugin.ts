import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { createFinder, type Finder, type FindQuery, type Match } from './finder.ts'

/** Why nothing is found: the text is no regular expression, it takes too long, or what runs it did not come. */
export type QueryFault = 'invalid' | 'slow' | 'missing'

/** What is found at a moment. */
export interface Found {
  readonly query: FindQuery | undefined
  readonly fault: QueryFault | undefined
  readonly matches: readonly Match[]
  /** Which of the matches one stands at; -1 for none. */
  readonly at: number
  /** True while a text is searched beside the page: until then the matches are those from before, moved along. */
  readonly isSearching: boolean
}

interface FindState extends Found {
  readonly finder: Finder | undefined
  readonly marks: DecorationSet
  /** From where on the next match is meant. */
  readonly near: number
}

/**
 * A new query, or another match of the same; `near` is the position from which on the next one is meant. Or news of
 * the search that runs beside the page: it has learned something, or came to nothing.
 */
interface Wish {
  readonly query?: FindQuery | undefined
  readonly near?: number
  readonly fault?: QueryFault
}

// So many around the one where one stands are marked: it bounds the work of each key beside an open search.
const MARKED_EACH_WAY = 1_500

const NOTHING: FindState = {
  query: undefined,
  fault: undefined,
  matches: [],
  at: -1,
  isSearching: false,
  finder: undefined,
  marks: DecorationSet.empty,
  near: 0,
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

/** What searches; undefined where nothing is looked for, or in vain. */
export function finderIn(state: EditorState): Finder | undefined {
  return key.getState(state)?.finder
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

/** What stands in the place of a match; undefined where that is not known at this moment. */
export function replacementFor(state: EditorState, match: Match, template: string): string | undefined {
  return finderIn(state)?.replacement(state.doc, match, template)
}

function advance(tr: Transaction, before: FindState): FindState {
  const wished = tr.getMeta(key) as Wish | undefined
  if (wished && 'query' in wished) return search(tr, wished.query, wished.near ?? 0)
  if (!before.finder || !(wished || tr.docChanged)) return before
  if (wished?.fault) return { ...NOTHING, query: before.query, fault: wished.fault }
  return find(tr, { ...before, near: wished?.near ?? tr.mapping.map(before.near, 1) })
}

function search(tr: Transaction, query: FindQuery | undefined, near: number): FindState {
  const finder = query && createFinder(query)
  if (finder === 'invalid') return { ...NOTHING, query, fault: finder }
  return find(tr, { ...NOTHING, query, finder, near })
}

function find(tr: Transaction, state: FindState): FindState {
  if (!state.finder) return state
  const { matches, unsearched } = state.finder.find(tr.doc)
  const isSearching = unsearched.length > 0
  return stand(tr, { ...state, isSearching, matches: isSearching ? movedAlong(tr, state.matches) : matches })
}

function movedAlong({ docChanged, mapping }: Transaction, matches: readonly Match[]): readonly Match[] {
  if (!docChanged) return matches
  return matches
    .map(({ from, to }) => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) }))
    .filter(({ from, to }) => from < to)
}

/** Goes to the match from `near` on, and marks what is around it. */
function stand(tr: Transaction, state: FindState): FindState {
  const { matches } = state
  const at = indexFrom(matches, state.near)
  const from = Math.max(0, at - MARKED_EACH_WAY)
  const marks = matches
    .slice(from, at + MARKED_EACH_WAY)
    .map((match, i) =>
      Decoration.inline(match.from, match.to, { class: from + i === at ? 'found is-current' : 'found' }),
    )
  const near = state.isSearching ? state.near : (matches[at]?.from ?? 0)
  return { ...state, at, near, marks: DecorationSet.create(tr.doc, marks) }
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

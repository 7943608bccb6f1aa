import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  type SelectionBookmark,
  type Transaction,
} from 'prosemirror-state'
import RopeSequence from 'rope-sequence'
import { MoveStep } from '../../../document/commit/move-step.ts'
import '../../../document/prosemirror-internals.ts'
import { resolveBookmark } from '../compose.ts'
import { isAdjacent, mapRanges, rangesOf } from './adjacent.ts'
import { createRoute, type Entry, type Range } from './route.ts'
import { takeBack, type Undoable } from './take-back.ts'

const EVENT_LIMIT = 200
const ENTRY_LIMIT = 30_000
const GROUP_MS = 500

/** What one press of undo takes back. */
interface UndoEvent {
  readonly steps: readonly Undoable[]
  /** The index of the first entry after the version in which `bookmark` was the selection. */
  readonly start: number
  readonly bookmark: SelectionBookmark
}

interface History {
  /** Every change since the oldest event began, foreign ones and rebases too. */
  readonly entries: RopeSequence<Entry>
  /** The index of the first entry; indexes are never given twice. */
  readonly base: number
  readonly done: readonly UndoEvent[]
  readonly undone: readonly UndoEvent[]
  /** Where, when and in which composition I last typed; undefined closes the group. */
  readonly last:
    | { readonly ranges: Range[]; readonly time: number; readonly composition: unknown }
    | undefined
}

interface Taken {
  readonly isRedo: boolean
  readonly events: number
  readonly takesBack: readonly (number | undefined)[]
}

const key = new PluginKey<History>('undo')
const ALONE = 'undone alone'
const EMPTY: History = { entries: RopeSequence.empty, base: 0, done: [], undone: [], last: undefined }

/**
 * Undo and redo of my own changes only. Reads the metadata that prosemirror-collab and prosemirror-history
 * agreed on: `addToHistory: false` for changes of others, `rebased` for how many of my steps a transaction
 * takes back first. `docs/decisions/` says why it is not prosemirror-history itself.
 */
export function undoHistory(): Plugin<History> {
  return new Plugin<History>({
    key,
    state: { init: () => EMPTY, apply: record },
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          const command = { historyUndo: undo, historyRedo: redo }[event.inputType]
          if (!command || !view.editable) return false
          event.preventDefault()
          return command(view.state, view.dispatch)
        },
      },
    },
  })
}

/** Takes back my last change. False when there is none. */
export const undo: Command = (state, dispatch) => step(state, dispatch, false)

/** Brings back what I last undid. False when there is nothing, or when I have written since. */
export const redo: Command = (state, dispatch) => step(state, dispatch, true)

/** Whether undo and redo have something to do. */
export function undoDepths(state: EditorState): { readonly undo: number; readonly redo: number } {
  const history = key.getState(state) ?? EMPTY
  return { undo: history.done.length, redo: history.undone.length }
}

/** True for a transaction that `undo` or `redo` made: its steps are counted one by one. */
export function isTakingBack(tr: Transaction): boolean {
  return tr.getMeta(key) !== undefined
}

function step(
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
  isRedo: boolean,
): boolean {
  const history = key.getState(state) ?? EMPTY
  const events = isRedo ? history.undone : history.done
  if (events.length === 0) return false
  if (!dispatch) return true
  const { tr } = state
  let takesBack: readonly (number | undefined)[] = []
  let taken = 0
  // An event of which nothing is left, because others deleted it, is passed over.
  while (!tr.docChanged && taken < events.length) {
    taken++
    const event = events[events.length - taken] as UndoEvent
    const start = event.start - history.base
    const entries: Entry[] = []
    history.entries.forEach((entry) => void entries.push(entry), start)
    const route = createRoute(entries, event.start)
    takesBack = route.appended
    for (const step of [...event.steps].reverse()) takeBack(tr, step, route)
    if (tr.docChanged) tr.setSelection(resolveBookmark(event.bookmark.map(route.since(event.start)), tr.doc))
  }
  dispatch(tr.setMeta(key, { isRedo, events: taken, takesBack } satisfies Taken).scrollIntoView())
  return true
}

/** A change of mine that is no part of what I type before and after it. */
export function undoneAlone(tr: Transaction): Transaction {
  return tr.setMeta(ALONE, true)
}

function record(tr: Transaction, history: History, before: EditorState): History {
  const taken = tr.getMeta(key) as Taken | undefined
  if (taken) return recordTaken(tr, history, before, taken)
  if (!tr.docChanged) return history
  if (tr.getMeta('addToHistory') === false) return recordForeign(tr, history)

  const composition: unknown = tr.getMeta('composition')
  const { last } = history
  const isAlone = tr.getMeta(ALONE) === true || tr.steps.some((step) => step instanceof MoveStep)
  const isSameGroup =
    last !== undefined &&
    !isAlone &&
    (tr.getMeta('appendedTransaction') !== undefined ||
      (composition !== undefined && composition === last.composition) ||
      (tr.time - last.time <= GROUP_MS && isAdjacent(tr, last.ranges)))
  const open = isSameGroup ? history.done.at(-1) : undefined
  const fresh = eventOf(tr, history, before)
  const event = open ? { ...open, steps: [...open.steps, ...fresh.steps] } : fresh
  return trim({
    ...withEntries(history, tr, () => undefined),
    done: [...(open ? history.done.slice(0, -1) : history.done), event],
    undone: [],
    last: isAlone ? undefined : { ranges: rangesOf(tr), time: tr.time, composition },
  })
}

function recordTaken(tr: Transaction, history: History, before: EditorState, taken: Taken): History {
  const fresh = tr.docChanged ? [eventOf(tr, history, before)] : []
  const left = (taken.isRedo ? history.undone : history.done).slice(0, -taken.events)
  const right = [...(taken.isRedo ? history.done : history.undone), ...fresh]
  return trim({
    ...withEntries(history, tr, (i) => taken.takesBack[i]),
    done: taken.isRedo ? right : left,
    undone: taken.isRedo ? left : right,
    last: undefined,
  })
}

/**
 * Others' changes only move mine. With `rebased` = n the transaction first takes back the last n entries,
 * newest first, and its mirrors say where each of them stands again; what has no mirror was dropped.
 */
function recordForeign(tr: Transaction, history: History): History {
  const rebased = Number(tr.getMeta('rebased') ?? 0)
  const head = headOf(history)
  const moved = (event: UndoEvent): UndoEvent[] => {
    const steps = event.steps.flatMap((step) => {
      if (step.index < head - rebased) return [step]
      const at = tr.mapping.getMirror(head - 1 - step.index)
      const replayed = at === undefined ? undefined : tr.steps[at]
      const before = at === undefined ? undefined : tr.docs[at]
      if (at === undefined || !replayed || !before) return []
      return [{ inverse: replayed.invert(before), index: head + at }]
    })
    return steps.length > 0 ? [{ ...event, steps }] : []
  }
  const takesBack = (i: number) => {
    if (i < rebased) return head - 1 - i
    const mirror = tr.mapping.getMirror(i)
    return mirror !== undefined && mirror < i ? head + mirror : undefined
  }
  return trim({
    ...withEntries(history, tr, takesBack),
    done: rebased > 0 ? history.done.flatMap(moved) : history.done,
    undone: rebased > 0 ? history.undone.flatMap(moved) : history.undone,
    last: history.last && { ...history.last, ranges: mapRanges(history.last.ranges, tr.mapping) },
  })
}

function eventOf(tr: Transaction, history: History, before: EditorState): UndoEvent {
  const start = headOf(history)
  const steps = tr.steps.map((step, i) => ({ inverse: step.invert(tr.docs[i] ?? tr.doc), index: start + i }))
  return { steps, start, bookmark: before.selection.getBookmark() }
}

function withEntries(
  history: History,
  tr: Transaction,
  takesBack: (i: number) => number | undefined,
): History {
  const fresh = tr.mapping.maps.map((map, i) => ({ map, takesBack: takesBack(i) }))
  return { ...history, entries: history.entries.append(fresh) }
}

function headOf({ base, entries }: History): number {
  return base + entries.length
}

/** Forgets the oldest events past the limits, and the entries that nobody needs any more. */
function trim(history: History): History {
  const head = headOf(history)
  const isRecent = (event: UndoEvent) => head - event.start <= ENTRY_LIMIT
  const done = history.done.filter(isRecent).slice(-EVENT_LIMIT)
  const undone = history.undone.filter(isRecent)
  const base = Math.min(head, done[0]?.start ?? head, undone[0]?.start ?? head)
  return { ...history, done, undone, base, entries: history.entries.slice(base - history.base) }
}

import { type SelectionBookmark, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { createBrowserSearcher } from '../browser-searcher.ts'
import { addPlugins } from '../editor/late-plugins.ts'
import { reveal } from '../editor/reveal.ts'
import { undo } from '../editor/undo/history.ts'
import type { FindAction } from '../elements/find-bar.ts'
import '../elements/find-bar.ts'
import { toolWords } from '../tool-words.ts'
import { MOST_MATCHES } from './find-in-texts.ts'
import { type Found, findMatches, foundIn, goTo, look } from './find-plugin.ts'
import type { FindQuery } from './finder.ts'
import { replaceAll, replaceCurrent } from './replace.ts'
import { searchBeside } from './search-beside.ts'
import { selectedText } from './selected-text.ts'

/** A search that was opened once. */
export interface Find {
  /** Shows it, with the selected words as what to look for. */
  open(isReplacing: boolean): void
  isOpen(): boolean
  act(action: FindAction): void
}

/** What a search needs of its page. */
export interface FindDeps {
  readonly view: EditorView
  /** Where the bar is put: below the formats, beside nothing that would be covered. */
  readonly place: HTMLElement
  readonly say: (text: string) => void
}

/** The search of a document: its bar, its marks in the text, and what they do to each other. */
export function createFind({ view, place, say }: FindDeps): Find {
  const bar = document.createElement('sp-find-bar')
  bar.hidden = true
  place.append(bar)
  /** Where one was when the search was opened. */
  let origin: { selection: SelectionBookmark; scrollY: number } | undefined
  /** What waits for the end of a search. */
  let due: (() => void) | undefined
  const beside = searchBeside(view, createBrowserSearcher())
  const plugin = findMatches((found) => {
    bar.isSearching = found.isSearching
    bar.canReplace = view.editable && found.at >= 0
    if (found.isSearching) beside.goOn()
    else {
      bar.count = countOf(found)
      queueMicrotask(settle)
    }
    // Another document came into the editor: it is searched as the one before was.
    if (!bar.hidden && !found.query && bar.query.text) queueMicrotask(() => look(view, bar.query, 0))
  })

  function isOpen(): boolean {
    return !bar.hidden
  }

  function open(isReplacing: boolean): void {
    addPlugins(view, [plugin])
    const { selection } = view.state
    if (!isOpen()) origin = { selection: selection.getBookmark(), scrollY: window.scrollY }
    const text = selectedText(view)
    bar.open(text, isReplacing)
    show(text === undefined ? bar.query : { ...bar.query, text })
  }

  function show(query: FindQuery): void {
    look(view, query, view.state.selection.from)
    whenFound(showMatch)
  }

  function whenFound(run: () => void): void {
    due = run
    settle()
  }

  function settle(): void {
    if (foundIn(view.state).isSearching) return
    const run = due
    due = undefined
    run?.()
  }

  function showMatch(): void {
    const { matches, at } = foundIn(view.state)
    const match = matches[at]
    if (match) reveal(view, match.from)
  }

  function step(by: 1 | -1): void {
    const { matches, at } = foundIn(view.state)
    if (matches.length === 0) return
    // Who went on in the text meanwhile looks on from there.
    if (view.hasFocus()) {
      const { from, to } = view.state.selection
      const last = matches.filter((match) => match.from < from).at(-1) ?? matches.at(-1)
      goTo(view, by > 0 ? to : (last?.from ?? 0))
    } else goTo(view, matches[(at + by + matches.length) % matches.length]?.from ?? 0)
    if (view.hasFocus()) selectMatch()
    showMatch()
  }

  function replaceOne(): void {
    const tr = view.editable ? replaceCurrent(view.state, bar.replacement) : undefined
    if (!tr) return
    view.dispatch(tr)
    whenFound(showMatch)
  }

  /** Whoever presses while the text is still searched means what will be found. */
  function replaceEvery(): void {
    if (view.editable) whenFound(replaceFound)
  }

  function replaceFound(): void {
    const { tr, replaced } = replaceAll(view.state, bar.replacement)
    view.dispatch(tr)
    whenFound(() => say(toolWords.find.replaced(replaced, foundIn(view.state).matches.length)))
  }

  function selectMatch(): void {
    const { matches, at } = foundIn(view.state)
    const match = matches[at]
    if (match)
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, match.from, match.to)))
  }

  function end(): void {
    bar.hidden = true
    due = undefined
    look(view, undefined, 0)
    beside.end()
  }

  const actions: Record<FindAction, () => void> = {
    next: () => step(1),
    previous: () => step(-1),
    replace: replaceOne,
    replaceAll: replaceEvery,
    undo: () => void (view.editable && undo(view.state, view.dispatch)),
    close() {
      selectMatch()
      end()
      view.focus()
    },
    leave() {
      const at = origin
      end()
      view.focus()
      if (at) window.scrollTo({ top: at.scrollY, behavior: 'instant' })
    },
  }
  bar.addEventListener('find-changed', ({ query }) => show(query))
  bar.addEventListener('find-request', ({ action }) => actions[action]())
  return { open, isOpen, act: (action) => actions[action]() }
}

function countOf({ query, fault, matches, at }: Found): string {
  if (!query?.text) return ''
  if (fault) return toolWords.find[fault]
  if (matches.length === 0) return toolWords.find.none
  return toolWords.find.count(at + 1, matches.length, matches.length >= MOST_MATCHES)
}

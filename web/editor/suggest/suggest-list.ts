import type { EditorView } from 'prosemirror-view'
import '../../elements/choice-list.ts'
import { optionId } from '../../elements/choice-list.ts'
import { type Floating, float } from '../floating.ts'
import type { Source, Suggested } from './source.ts'
import { closeSuggestion, type SuggestList } from './suggest-plugin.ts'
import type { Suggestion } from './suggestion.ts'
import { isGuess, type TriggerName } from './triggers.ts'

/** How many lines are shown at most; who does not find it among those types another letter. */
const MOST = 50

/** The list at the caret. The focus stays in the text, and so do all keys but those that choose. */
export function createSuggestList(
  view: EditorView,
  sources: Readonly<Record<TriggerName, Source>>,
): SuggestList {
  const element = document.createElement('sp-choice-list')
  element.id = 'suggestions'
  element.className = 'suggestions floating'
  element.hidden = true
  // What scrolls can be reached, as browsers have it by themselves; the keys go on in the text.
  element.tabIndex = 0
  // A press of the mouse leaves the caret, and the query, where they are.
  element.addEventListener('mousedown', (event) => event.preventDefault())
  element.addEventListener('choice-made', ({ index }) => take(index))
  view.dom.after(element)

  let current: Suggestion | undefined
  let found: readonly Suggested[] = []
  let isChosen = false
  let floating: Floating | undefined

  async function find(suggestion: Suggestion): Promise<void> {
    const isNew = suggestion.query !== current?.query || suggestion.trigger !== current.trigger
    current = suggestion
    if (!isNew) {
      floating?.place()
      return
    }
    const source = sources[suggestion.trigger]
    const answer = source.find(suggestion.query, view)
    // What is there already is shown at once: a fast Enter is meant for the list that one saw.
    const suggested = answer instanceof Promise ? await answer.catch(() => []) : answer
    if (current?.query === suggestion.query && current.trigger === suggestion.trigger) {
      list(source.label(), suggested.slice(0, MOST))
      if (suggested[0]?.isWhole && !view.composing) take(0)
    }
  }

  function list(label: string, suggested: readonly Suggested[]): void {
    found = suggested
    element.label = label
    element.choices = suggested
    element.active = 0
    isChosen = false
    element.classList.toggle('is-guess', isGuessed())
    element.hidden = suggested.length === 0
    if (element.hidden) {
      unplace()
      forget()
      return
    }
    floating ??= float(view, element, startOf, { placement: 'bottom-start', isDocked: true })
    name()
  }

  /** Where the sign stands, so that the list does not wander while one types. */
  const startOf = () => current && { from: current.from, to: current.from }

  function unplace(): void {
    floating?.stop()
    floating = undefined
  }

  /** The text says to assistive technology which line is active. */
  function name(): void {
    const active = found[element.active]
    view.dom.setAttribute('aria-controls', element.id)
    if (active) view.dom.setAttribute('aria-activedescendant', optionId(active.id))
  }

  function forget(): void {
    view.dom.removeAttribute('aria-controls')
    view.dom.removeAttribute('aria-activedescendant')
  }

  function take(index: number): void {
    const suggested = found[index]
    if (!current || !suggested) return
    const { from, to } = current
    view.dispatch(closeSuggestion(view.state))
    suggested.take(view, { from, to })
  }

  /** True where Enter goes on in the text: nobody has asked for the line that would be taken. */
  function isGuessed(): boolean {
    if (!current || isChosen) return false
    const { parent, parentOffset } = view.state.doc.resolve(current.from)
    return isGuess(current, parent.textBetween(0, parentOffset, '\n', '\uFFFC'), found[0]?.names)
  }

  function move(to: number): void {
    isChosen = true
    element.classList.remove('is-guess')
    element.active = (to + found.length) % found.length
    name()
  }

  return {
    show(suggestion) {
      if (suggestion) void find(suggestion)
      else {
        current = undefined
        list('', [])
      }
    },
    takeKey(event) {
      if (element.hidden || !current || event.ctrlKey || event.metaKey || event.altKey) return false
      switch (event.key) {
        case 'ArrowDown':
          move(element.active + 1)
          return true
        case 'ArrowUp':
          move(element.active - 1)
          return true
        case 'Enter':
        case 'Tab':
          if (event.shiftKey) return false
          if (event.key === 'Enter' && isGuessed()) {
            view.dispatch(closeSuggestion(view.state))
            return false
          }
          take(element.active)
          return true
        case 'Escape':
          view.dispatch(closeSuggestion(view.state))
          return true
        default:
          return false
      }
    },
    destroy() {
      unplace()
      forget()
      element.remove()
    },
  }
}

import type { EditorView } from 'prosemirror-view'
import { finderIn, foundIn, type QueryFault, wish } from './find-plugin.ts'
import { textOf } from './finder.ts'
import type { Searcher } from './searcher.ts'

/** What keeps a search that runs beside the page going. */
export interface SearchBeside {
  /** Call it when something is still to be searched; what is found appears by itself. */
  goOn(): void
  end(): void
}

/** Gives the searcher what the document's search does not know yet, for as long as there is something. */
export function searchBeside(view: EditorView, searcher: Searcher): SearchBeside {
  let expression: object | undefined

  async function goOn(): Promise<void> {
    const finder = finderIn(view.state)
    // What others write meanwhile waits for the answer; another expression does not.
    if (!finder || !foundIn(view.state).isSearching || expression === finder.expression) return
    expression = finder.expression
    const { unsearched } = finder.find(view.state.doc)
    const answer = await searcher.search({ ...finder.expression, texts: unsearched.map(textOf) })
    if (expression === finder.expression) expression = undefined
    if (answer.kind === 'ended' || finderIn(view.state) !== finder) return
    if (answer.kind === 'found') {
      unsearched.slice(0, answer.found.length).forEach((block, i) => {
        finder.learn(block, answer.found[i] ?? [])
      })
      tell({})
    } else tell({ fault: answer.kind })
  }

  function tell(news: { fault?: QueryFault }): void {
    if (!view.isDestroyed) view.dispatch(wish(view.state.tr, news))
  }

  return { goOn: () => void goOn(), end: searcher.end }
}

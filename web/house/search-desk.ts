import type { Api } from '../api/http.ts'
import type { FoundView } from '../elements/found-list.ts'
import { later } from '../later.ts'

/** Letters that follow each other faster are one question. */
const PAUSE_MS = 80

/** Asks while somebody types, and shows the answer to what stands there last; undefined when nothing does. */
export function createSearchDesk(
  api: Pick<Api, 'search'>,
  now: () => number,
  show: (found: FoundView | undefined) => void,
): (typed: string) => void {
  let newest = 0
  let shown: FoundView | undefined
  let cancel = () => {}

  async function ask(typed: string, mine: number): Promise<void> {
    const answer = await api.search(typed)
    if (mine !== newest) return
    const results = answer.kind === 'ok' ? answer.value.results : undefined
    shown = { typed, results, hasFailed: answer.kind !== 'ok', now: now() }
    show(shown)
  }

  return (text) => {
    const typed = text.trim()
    const mine = ++newest
    cancel()
    if (typed === '') {
      shown = undefined
      show(undefined)
      return
    }
    // What was found before stays until the next answer: an empty page between would only flicker.
    show(shown ?? { typed, results: undefined, hasFailed: false, now: now() })
    cancel = later(PAUSE_MS, () => void ask(typed, mine))
  }
}

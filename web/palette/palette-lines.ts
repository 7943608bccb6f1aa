import type { Action } from './actions.ts'
import { fuzzy } from './fuzzy.ts'

/** A document that the palette may open. */
export interface PaletteDocument {
  readonly id: string
  readonly title: string
  /** What its text holds of the query; '' when only the title was looked at. */
  readonly snippet: string
}

/** One line of the palette. */
export type PaletteLine =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'document'; readonly document: PaletteDocument }

/** What the palette knows. */
export interface PaletteSource {
  readonly actions: readonly Action[]
  /** Actions chosen before by their ids, the last one first. */
  readonly recent: readonly string[]
  /** My documents, the last changed first. */
  readonly documents: readonly PaletteDocument[]
  /** What the search found for this query, the best first. */
  readonly found: readonly PaletteDocument[]
}

const RECENT_DOCUMENTS = 5
const SHOWN_DOCUMENTS = 8
const SHOWN_ACTIONS = 8

/**
 * What is offered for a query: documents first, titles before texts, then actions. Without a query the last
 * documents and all actions, those chosen last before the others, and nothing of the page's own headings.
 */
export function paletteLines(query: string, source: PaletteSource): PaletteLine[] {
  const { actions, recent, documents, found } = source
  if (query.trim() === '') {
    const offered = actions.filter(({ isHeading }) => !isHeading)
    const rank = ({ id }: Action): number => (recent.includes(id) ? recent.indexOf(id) : recent.length)
    const sorted = [...offered].sort((a, b) => rank(a) - rank(b))
    return [...documents.slice(0, RECENT_DOCUMENTS).map(toLine), ...sorted.map(toActionLine)]
  }
  const titled = best(documents, ({ title }) => fuzzy(query, title)).slice(0, SHOWN_DOCUMENTS)
  const known = new Set(titled.map(({ id }) => id))
  const inText = found.filter(({ id }) => !known.has(id)).slice(0, SHOWN_DOCUMENTS)
  const fitting = best(actions, ({ title, keywords = '' }) => {
    const byTitle = fuzzy(query, title)
    const byWord = keywords.split(' ').some((word) => word.startsWith(query.trim().toLowerCase()))
    return byTitle ?? (byWord ? 1 : undefined)
  })
  const lines = fitting.slice(0, SHOWN_ACTIONS).map(toActionLine)
  return [...titled.map(toLine), ...inText.map(toLine), ...lines]
}

function best<T>(all: readonly T[], score: (one: T) => number | undefined): T[] {
  return all
    .flatMap((one) => {
      const points = score(one)
      return points === undefined ? [] : [{ one, points }]
    })
    .sort((a, b) => b.points - a.points)
    .map(({ one }) => one)
}

function toLine(document: PaletteDocument): PaletteLine {
  return { kind: 'document', document }
}

function toActionLine(action: Action): PaletteLine {
  return { kind: 'action', action }
}

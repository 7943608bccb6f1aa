import { createLowlight } from 'lowlight'
import { createParser } from 'prosemirror-highlight/lowlight'
import type { Decoration } from 'prosemirror-view'
import { fetchGrammars, type Language } from './languages.ts'

/** Finds the words of a language that have a colour. */
export interface Highlighter {
  /** True when the grammar of a language is here. */
  knows(language: Language): boolean
  /** Fetches a grammar, once; rejects when it does not come. */
  fetch(language: Language): Promise<void>
  /** The colours of code that stands in the block at `pos`; the grammar is here. */
  colours(code: string, language: Language, pos: number): Decoration[]
}

/** A highlighter that knows no grammar yet. */
export function createHighlighter(): Highlighter {
  const lowlight = createLowlight()
  const parse = createParser(lowlight)
  const fetched = new Map<string, Promise<void>>()
  const here = new Set<string>()

  async function fetchOne(language: Language): Promise<void> {
    for (const [name, grammar] of await fetchGrammars(language)) lowlight.register(name, grammar)
    here.add(language.id)
  }

  return {
    knows: ({ id }) => here.has(id),
    fetch(language) {
      const known = fetched.get(language.id)
      if (known) return known
      const coming = fetchOne(language)
      fetched.set(language.id, coming)
      // One that did not come is asked for again.
      coming.catch(() => fetched.delete(language.id))
      return coming
    },
    colours(code, { id }, pos) {
      const found = parse({ content: code, language: id, pos, size: code.length + 2 })
      return Array.isArray(found) ? found : []
    },
  }
}

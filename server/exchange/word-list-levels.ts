/** Follows the items of lists, of which any level may come first, to where they stand in each other. */
export interface ListLevels {
  /** How deep the next item stands, from 1: below the last one of a smaller level that is still under way. */
  depthOf(level: number, isQuote: boolean): number
  /** Something else stands here: what follows begins lists of its own. */
  end(): void
}

/** Makes one. A list in a quote is none of those around the quote. */
export function createListLevels(): ListLevels {
  let open: number[] = []
  let isInQuote = false
  return {
    depthOf(level, isQuote) {
      if (isQuote !== isInQuote) open = []
      isInQuote = isQuote
      while ((open.at(-1) ?? -1) > level) open.pop()
      if (open.at(-1) !== level) open.push(level)
      return open.length
    },
    end() {
      open = []
    },
  }
}

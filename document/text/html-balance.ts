import { type HtmlTag, VOID } from './html-tags.ts'

/** A tag, and what becomes of it once it is known whether it has an end. */
export interface PlacedTag {
  readonly tag: HtmlTag
  /** The part of the text that it stands in: a block, or a line. */
  readonly place: number
  /** Kept as a tag; gone, with its content kept; or meant as the words that it is written with. */
  fate: 'tag' | 'gone' | 'words'
  /** Another name for the element, where its own would end too early. */
  name: string
  readonly isInLine: boolean
  /** True where it is an element that other blocks are in: its other tag is in another part. */
  isAround: boolean
}

/** What ends by itself where what it stands in ends. */
const ENDS_BY_ITSELF = /^(?:p|li|dt|dd|t[rdh]|thead|tbody|tfoot|option|optgroup|colgroup|rt|rp)$/
/** What only groups: without its end it is not missed. */
const BOX =
  /^(?:div|p|center|section|article|header|footer|main|aside|nav|address|figure|figcaption|span|font|small|big|picture|source|html|body|head|table|t[rdh]|thead|tbody|tfoot|ul|ol|dl|li|dt|dd|blockquote|details|summary|form|label|h[1-6]|hgroup|caption|colgroup|nobr|abbr|bdi|bdo|time|ruby|rt|rp|dialog|menu|search|fieldset|legend)$/
const MAX_OPEN = 64

/** Pairs tags. */
export interface Balance {
  /** Takes the next tag; `isLine` where an end without a beginning is meant as words. */
  add(tag: HtmlTag, place: number, isLine: boolean): PlacedTag
  /** How many elements are open, with those around this stretch. */
  depth(): number
  /** No more comes: what is open still has no end. */
  end(): void
}

/**
 * Pairs the tags of one stretch of text, so that elements are well nested whatever was written. `outer` elements are
 * open around it; what nests deeper than MAX_OPEN keeps its content and goes.
 */
export function createBalance(outer: number): Balance {
  const open: PlacedTag[] = []
  /** Without it, many ends of nothing would each be looked for among all that is open. */
  const counts = new Map<string, number>()
  const count = ({ tag }: PlacedTag, by: 1 | -1): void =>
    void counts.set(tag.name, (counts.get(tag.name) ?? 0) + by)

  function settleOpen(placed: PlacedTag, isHeld: boolean): void {
    if (ENDS_BY_ITSELF.test(placed.tag.name) && isHeld) return
    // Within a line somebody writes about an element; a block that begins with one means it.
    placed.fate = placed.isInLine || !BOX.test(placed.tag.name) ? 'words' : 'gone'
  }
  return {
    add(tag, place, isLine) {
      const placed: PlacedTag = { tag, place, fate: 'tag', name: tag.name, isInLine: isLine, isAround: false }
      if (tag.kind === 'open') {
        if (VOID.test(tag.name)) return placed
        if (outer + open.length >= MAX_OPEN) placed.fate = 'gone'
        open.push(placed)
        count(placed, 1)
        return placed
      }
      let at = counts.get(tag.name) ? open.length - 1 : -1
      while (at >= 0 && open[at]?.tag.name !== tag.name) at--
      const begin = open[at]
      if (!begin) {
        placed.fate = isLine && !BOX.test(tag.name) ? 'words' : 'gone'
        // A break that is written as an end is one all the same.
        if (tag.name === 'br') placed.fate = 'tag'
        return placed
      }
      for (const ended of open.splice(at)) {
        count(ended, -1)
        if (ended !== begin) settleOpen(ended, true)
      }
      placed.fate = begin.fate
      if (begin.place !== place) {
        begin.isAround = true
        placed.isAround = true
        // A paragraph ends where a block begins; who centres several blocks means all of them.
        if (tag.name === 'p') begin.name = placed.name = 'div'
      }
      return placed
    },
    depth: () => outer + open.length,
    end() {
      for (const placed of open.splice(0)) settleOpen(placed, false)
    },
  }
}

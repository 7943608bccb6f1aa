import type { Node } from 'prosemirror-model'

/** How much is written. */
export interface Counts {
  readonly words: number
  /** As people count them: an emoji is one. */
  readonly characters: number
  readonly charactersWithoutSpaces: number
}

const NOTHING: Counts = { words: 0, characters: 0, charactersWithoutSpaces: 0 }

/** Words a minute that people read silently, on an average of many studies (Brysbaert 2019: 238). */
const READ_PER_MINUTE = 238

const segmenters = new Map<'word' | 'grapheme', Intl.Segmenter>()

const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]{1,200}`, 'gu')
const WORD = new RegExp(
  `(?:(?![${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*)+(?:['’.-](?:(?![${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*)+)*`,
  'gu',
)
// With a letter before it, which an accent may belong to.
const JOINED_RUN = /.?[^\s\u0020-\u02ff\u2010-\u2027\u2030-\u205e]{1,200}/gsu

/** Counts text, also where words have no spaces between them. */
export interface Counter {
  /** The whole document. What was counted once is not counted again while it stays the same. */
  countDocument(doc: Node): Counts
  /** What stands between two positions. */
  countBetween(doc: Node, from: number, to: number): Counts
}

/** A counter that keeps what it has counted for each textblock. */
export function createCounter(): Counter {
  const known = new WeakMap<Node, Counts>()
  const ofBlock = (block: Node): Counts => {
    const kept = known.get(block)
    if (kept) return kept
    const counts = countText(readable(block, 0, block.content.size))
    known.set(block, counts)
    return counts
  }
  return {
    countDocument(doc) {
      let counts = NOTHING
      doc.descendants((node) => {
        if (node.isTextblock) counts = add(counts, ofBlock(node))
        return !node.isTextblock
      })
      return counts
    },
    countBetween(doc, from, to) {
      let counts = NOTHING
      doc.nodesBetween(from, to, (node, position) => {
        if (!node.isTextblock) return true
        const [start, end] = [position + 1, position + 1 + node.content.size]
        const isWhole = from <= start && end <= to
        const part = (): Counts =>
          countText(readable(node, Math.max(0, from - start), Math.min(node.content.size, to - start)))
        counts = add(counts, isWhole ? ofBlock(node) : part())
        return false
      })
      return counts
    },
  }
}

/** What several parts have together. */
export function addUp(parts: readonly Counts[]): Counts {
  return parts.reduce(add, NOTHING)
}

/** Whole minutes to read so many words; at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / READ_PER_MINUTE))
}

/** A line's end parts words as a space does. */
function readable(block: Node, from: number, to: number): string {
  return block.textBetween(from, to, undefined, '\n')
}

function countText(text: string): Counts {
  const characters = countCharacters(text)
  const spaces = text.match(/\s/g)?.length ?? 0
  return { words: countWords(text), characters, charactersWithoutSpaces: characters - spaces }
}

/** Words between spaces and signs. Only what is written without spaces needs a dictionary: by runs, because it is slow. */
function countWords(text: string): number {
  let words = text.match(WORD)?.length ?? 0
  for (const [run] of text.matchAll(UNSPACED_RUN)) words += countSegments(run, 'word')
  return words
}

function countCharacters(text: string): number {
  let characters = text.length
  for (const [run] of text.matchAll(JOINED_RUN)) characters += countSegments(run, 'grapheme') - run.length
  return characters
}

function countSegments(text: string, granularity: 'word' | 'grapheme'): number {
  if (!('Segmenter' in Intl)) return [...text].length
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter(undefined, { granularity })
  segmenters.set(granularity, segmenter)
  let count = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike !== false) count++
  return count
}

function add(a: Counts, b: Counts): Counts {
  return {
    words: a.words + b.words,
    characters: a.characters + b.characters,
    charactersWithoutSpaces: a.charactersWithoutSpaces + b.charactersWithoutSpaces,
  }
}

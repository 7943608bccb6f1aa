/** A part is at least so long, and at most so long, in characters; only the last one may be shorter. */
export const LEAST_PART = 16_384
export const MOST_PART = 65_536

/** One line in so many ends a part that is long enough. */
const ENDS_ONE_IN = 16

/**
 * A text in parts, in order and without anything left out, each of which takes a millisecond to take in. Lines say
 * themselves whether they end one: so a change leaves the parts before and after it as they were, wherever they stand.
 */
export function* partsOf(text: string): Generator<string> {
  let start = 0
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd < 0 ? text.length : lineEnd + 1
    while (end - start > MOST_PART) {
      // What is too long with this line ends before it, or else within it.
      const cut = at > start && at - start >= LEAST_PART ? at : cutWithin(text, start)
      yield text.slice(start, cut)
      start = cut
    }
    if (end - start >= LEAST_PART && endsPart(text, at, end)) {
      yield text.slice(start, end)
      start = end
    }
    at = end
  }
  if (start < text.length || text === '') yield text.slice(start)
}

/** FNV-1a (RFC 9923) over the line. */
function endsPart(text: string, from: number, to: number): boolean {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 8) % ENDS_ONE_IN === 0
}

/** Behind the last space that fits, or, where there is none, so that no character is cut in two. */
function cutWithin(text: string, start: number): number {
  const space = text.lastIndexOf(' ', start + MOST_PART - 1)
  if (space >= start + LEAST_PART) return space + 1
  const end = start + MOST_PART
  return /[\uDC00-\uDFFF]/.test(text.charAt(end)) ? end - 1 : end
}

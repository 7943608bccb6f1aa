import type { LostStep } from '../../document/protocol/post-commit.ts'

/** The most lost steps one commit reports; the server takes as many. */
const COUNT = 500

/** So much text, in UTF-16 units, is told as one piece. */
const TEXT_LENGTH = 20_000

/** What of the lost steps one commit reports, and what waits for the next. */
export interface FittedLost {
  readonly now: readonly LostStep[]
  readonly later: readonly LostStep[]
}

/** As many of the oldest as fit in `maxBytes` of JSON, one at least. A long text goes in pieces and without its step. */
export function fitLost(lost: readonly LostStep[], maxBytes: number): FittedLost {
  const pieces = lost.flatMap(cut)
  let bytes = 0
  const end = pieces.findIndex((piece, i) => {
    bytes += JSON.stringify(piece).length
    return i > 0 && (i >= COUNT || bytes > maxBytes)
  })
  return end < 0 ? { now: pieces, later: [] } : { now: pieces.slice(0, end), later: pieces.slice(end) }
}

function cut(lost: LostStep): LostStep[] {
  const { reason, text } = lost
  if (text.length <= TEXT_LENGTH)
    return JSON.stringify(lost).length > 4 * TEXT_LENGTH ? [{ reason, text }] : [lost]
  const pieces: LostStep[] = []
  for (let start = 0; start < text.length; ) {
    const end = start + TEXT_LENGTH
    // Never between the two halves of one character.
    const isInside = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1))
    pieces.push({ reason, text: text.slice(start, isInside ? end - 1 : end) })
    start = isInside ? end - 1 : end
  }
  return pieces
}

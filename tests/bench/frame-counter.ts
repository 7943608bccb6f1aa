const NEWLINE = 0x0a
/** The first letter of `data`, and of no other field. */
const DATA = 0x64

/** Counts the events that end in the next piece of a stream, wherever it was cut. */
export type CountFrames = (piece: Uint8Array) => number

/** An event ends with an empty line; without data it is none. Its JSON holds no line break of its own. */
export function createFrameCounter(): CountFrames {
  let isLineStart = true
  let hasData = false
  return (piece) => {
    let count = 0
    for (let at = 0; at < piece.length; ) {
      const end = piece.indexOf(NEWLINE, at)
      if (isLineStart && end === at && hasData) count++
      if (isLineStart) hasData = piece[at] === DATA || (hasData && end !== at)
      isLineStart = end >= 0
      at = end < 0 ? piece.length : end + 1
    }
    return count
  }
}

const NEWLINE = 0x0a

/** Counts the events that end in the next piece of a stream, wherever it was cut. */
export type CountFrames = (piece: Uint8Array) => number

/** An event ends with an empty line; its JSON holds no line break of its own. */
export function createFrameCounter(): CountFrames {
  let isAfterNewline = false
  return (piece) => {
    let count = 0
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) {
      if (at === 0 ? isAfterNewline : piece[at - 1] === NEWLINE) count++
    }
    if (piece.length) isAfterNewline = piece[piece.length - 1] === NEWLINE
    return count
  }
}

import { createMessageSplitter } from './http-messages.ts'
import { HELD_BYTES, type LineCounts, type LineFaults } from './line-faults.ts'

/** Keeps answers back as the line's `buffer` says, and passes them by `send`. */
export function createAnswerHolder(
  faults: () => LineFaults,
  counts: LineCounts,
  send: (bytes: Buffer) => void,
) {
  const split = createMessageSplitter()
  let held: Buffer[] = []
  let size = 0

  function release(): void {
    if (size > 0) send(Buffer.concat(held))
    held = []
    size = 0
  }
  function check(): void {
    const { buffer } = faults()
    const limit = typeof buffer === 'number' ? buffer : buffer === 'whole' ? HELD_BYTES : 0
    if (size >= limit) release()
  }
  return {
    release,
    check,
    take(piece: Buffer): void {
      for (const { bytes, isLast } of split(piece)) {
        held.push(bytes)
        size += bytes.length
        if (isLast) release()
        else check()
        if (size > 0) counts.held += 1
      }
    },
  }
}

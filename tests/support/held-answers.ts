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

  function release(count = size): void {
    const all = Buffer.concat(held)
    if (count > 0) send(all.subarray(0, count))
    held = count < size ? [all.subarray(count)] : []
    size -= count
  }
  function check(): void {
    const { buffer = 1 } = faults()
    const block = buffer === 'whole' ? HELD_BYTES : buffer
    if (size >= block) release(size - (size % block))
  }
  return {
    release: () => release(),
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

/**
 * Work that may be interrupted after each of its parts, so that others get their turn. What it answers does not
 * depend on who interrupts it, or whether anybody does.
 */
export type Parts<T> = Generator<undefined, T, undefined>

/** A part is about so many nodes long: a millisecond or two. */
export const PART_SIZE = 2_048

/** Does all parts one after the other. */
export function inOneGo<T>(parts: Parts<T>): T {
  for (;;) {
    const { value, done } = parts.next()
    if (done) return value
  }
}

/** Counts what was done since the last part ended. */
export class Progress {
  private size = 0

  /** True when a part ends with `size` more nodes. */
  ends(size: number): boolean {
    this.size += size
    if (this.size < PART_SIZE) return false
    this.size = 0
    return true
  }
}

import type { MonotonicClock } from '../clock.ts'

/** How many sockets are written to before the event loop gets a turn, and for how many milliseconds. */
const SLICE = 250
const SLICE_MS = 20

/** Runs something for each, in slices with a turn of the event loop between; the first runs at once. */
export function inSlices<T>(
  clock: MonotonicClock,
  items: readonly T[],
  run: (item: T) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const slice = (from: number): void => {
      const began = clock.elapsed()
      let next = from
      while (next < Math.min(items.length, from + SLICE) && clock.elapsed() - began < SLICE_MS) {
        run(items[next++] as T)
      }
      if (next < items.length) clock.soon(() => slice(next))
      else resolve()
    }
    slice(0)
  })
}

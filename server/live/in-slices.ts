import type { MonotonicClock } from '../clock.ts'

/** How many sockets are written to before the event loop gets a turn. */
const SLICE = 250

/** Runs something for each, in slices with a turn of the event loop between; the first runs at once. */
export function inSlices<T>(
  clock: MonotonicClock,
  items: readonly T[],
  run: (item: T) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const slice = (from: number): void => {
      for (const item of items.slice(from, from + SLICE)) run(item)
      if (from + SLICE < items.length) clock.soon(() => slice(from + SLICE))
      else resolve()
    }
    slice(0)
  })
}

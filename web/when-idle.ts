import { later } from './later.ts'

/** For a browser that does not say when it is idle. */
const LATER_MS = 50

/** It is done at the latest after so long, however busy the page is. */
const LATEST_MS = 4_000

/** Runs something once when the page has nothing better to do. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => run(), { timeout: LATEST_MS })
  else later(LATER_MS, run)
}

import type { Page, Route } from '@playwright/test'

/** Stands between a page and the server and keeps its commits back; everything else passes. */
export interface HeldPosts {
  hold(): void
  /** Lets go what was kept back, and what follows. */
  release(): Promise<void>
  /** How many commits are kept back now: one, as a page has one in flight. */
  readonly held: () => number
}

/** Begins to look at the commits of this page, and lets them pass. */
export async function holdPosts(page: Page): Promise<HeldPosts> {
  let isHolding = false
  let kept: Route[] = []
  await page.route('**/commits', async (route) => {
    if (isHolding) kept.push(route)
    else await route.continue()
  })
  return {
    hold() {
      isHolding = true
    },
    async release() {
      isHolding = false
      const free = kept
      kept = []
      await Promise.all(free.map((route) => route.continue()))
    },
    held: () => kept.length,
  }
}

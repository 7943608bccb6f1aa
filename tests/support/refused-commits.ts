import type { Page } from '@playwright/test'
import { REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'

/** From now on the page's commits are answered as a server does that is in this trouble; `unroute` ends it. */
export async function refuseCommits(page: Page, code: RefusalCode): Promise<void> {
  const { status, message } = REFUSALS[code]
  await page.route('**/commits', (route) => route.fulfill({ status, json: { error: { code, message } } }))
}

import { durationWords } from './elements/relative-time.ts'
import type { ReviewPanel } from './elements/review-panel.ts'
import type { Review } from './sync/review.ts'
import type { SyncClient } from './sync/sync-client.ts'
import { words } from './words.ts'

/** Shows what is to be decided about work of a long absence, and passes on the decision. */
export interface ReviewDesk {
  /** `client` asks; undefined when it has nothing to ask any more. */
  onReview(review: Review | undefined, client: Pick<SyncClient, 'settleReview'>): void
}

/** One desk for a page, on its panel; `say` is for screen readers. */
export function createReviewDesk(panel: ReviewPanel, say: (text: string) => void): ReviewDesk {
  let asking: Pick<SyncClient, 'settleReview'> | undefined

  panel.addEventListener('review-chosen', async ({ choice }) => {
    const { view } = panel
    if (view.kind !== 'open' || !asking) return
    panel.view = { ...view, isBusy: true, hasFailed: false }
    const made = await asking.settleReview(choice)
    if (choice === 'merge') panel.view = { kind: 'none' }
    else if (made === undefined) panel.view = { ...view, isBusy: false, hasFailed: true }
    else panel.view = { kind: 'copied', document: made }
  })
  panel.addEventListener('review-closed', () => {
    panel.view = { kind: 'none' }
  })

  return {
    onReview(review, client) {
      if (review) {
        asking = client
        say(words.review.heading(durationWords(review.awayMs)))
        panel.view = { kind: 'open', review, isBusy: false, hasFailed: false }
      } else if (asking === client) {
        asking = undefined
        if (panel.view.kind === 'open') panel.view = { kind: 'none' }
      }
    },
  }
}

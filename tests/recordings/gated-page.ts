import type { Clock } from '../../web/sync/clock.ts'
import { systemClock } from '../../web/system-clock.ts'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import { type NodePage, openPage } from '../support/node-page.ts'
import { createApi } from '../support/page-api.ts'

/** A page that sends only what a recording says its person had sent by then. One step is one transaction. */
export interface GatedPage {
  readonly page: NodePage
  /** Lets the first `count` steps of this page leave; resolves when all of them are in the log and here. */
  release(count: number): Promise<void>
  /** How many of this page's steps were let go. */
  readonly released: () => number
}

/** Told when a commit leaves: its request is under way. */
export type OnPost = (attempt: Promise<unknown>) => void

/** Opens a gated page of one more person. */
export function openGatedPage(url: string, document: string, onPost: OnPost = () => undefined): GatedPage {
  let allowed = 0
  let confirmed = 0
  let openGate: (() => void) | undefined
  const api = createApi({ base: url, fetch: createCookieFetch() })
  const sizes = new Map<string, number>()
  /** An event may come by a stream, by a poll or by both; it counts once. */
  const confirm = (event: { readonly [field: string]: unknown }): void => {
    const id = String(event['id'])
    confirmed += sizes.get(id) ?? 0
    sizes.set(id, 0)
  }

  const page = openPage(url, document, {
    clock: createImpatientClock(),
    limits: () => ({ steps: Math.max(1, allowed - confirmed), bytes: Number.POSITIVE_INFINITY }),
    api: {
      ...api,
      async commit(id, body) {
        const commit = JSON.parse(body) as { id: string; steps: { run?: { text: string } }[] }
        const size = commit.steps.reduce((sum, step) => sum + (step.run?.text.length ?? 1), 0)
        if (!sizes.has(commit.id)) sizes.set(commit.id, size)
        while (confirmed + (sizes.get(commit.id) ?? 0) > allowed) {
          await new Promise<void>((resolve) => {
            openGate = resolve
          })
        }
        const attempt = api.commit(id, body)
        onPost(attempt)
        return attempt
      },
      openStream: (request, listener) =>
        api.openStream(request, {
          ...listener,
          onEvent(kind, data) {
            if (kind === 'commit') confirm(data as { [field: string]: unknown })
            listener.onEvent(kind, data)
          },
        }),
      async poll(...request) {
        const answer = await api.poll(...request)
        if (answer.kind !== 'ok') return answer
        for (const each of answer.value.documents) if ('events' in each) each.events.forEach(confirm)
        return answer
      },
      async events(...request) {
        const answer = await api.events(...request)
        if (answer.kind === 'ok') answer.value.events.forEach(confirm)
        return answer
      },
    },
  })
  return {
    page,
    released: () => allowed,
    async release(count) {
      allowed = Math.max(allowed, count)
      openGate?.()
      await page.until(() => confirmed >= allowed)
    },
  }
}

/** The pause between two POSTs. */
const PAUSE_MS = 40

/** Real time, but the pause between two POSTs is skipped: a recording has thousands. */
function createImpatientClock(): Clock {
  let skipped = 0
  return {
    now: () => systemClock.now() + skipped,
    after(ms, task) {
      if (ms > PAUSE_MS) return systemClock.after(ms, task)
      const immediate = setImmediate(() => {
        skipped += ms
        task()
      })
      return () => clearImmediate(immediate)
    },
  }
}

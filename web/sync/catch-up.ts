import type { EventPage } from '../../document/protocol/stream-events.ts'
import type { Answer } from '../api/answer.ts'

/** Fetches what is missing of the log, page by page, once at a time. */
export interface CatchUp {
  /** Resolves when the page has the head, or when a page of events could not be had. */
  run(): Promise<void>
}

/** What catching up needs from outside. */
export interface CatchUpDeps {
  readonly fetchPage: () => Promise<Answer<EventPage>>
  readonly seq: () => number
  readonly take: (kind: string, data: unknown) => void
  /** The log is not the one this page knew. */
  readonly onOtherLog: () => void
  readonly onDone: () => void
}

const OTHER_LOG: ReadonlySet<string> = new Set(['epoch-changed', 'chain-broken', 'ahead'])

/** Makes one that is at rest. */
export function createCatchUp({ fetchPage, seq, take, onOtherLog, onDone }: CatchUpDeps): CatchUp {
  let running: Promise<void> | undefined
  async function fetchAll(): Promise<void> {
    for (;;) {
      const from = seq()
      const answer = await fetchPage()
      if (answer.kind === 'refused' && OTHER_LOG.has(answer.code)) onOtherLog()
      // Whatever else keeps a page from coming, the stream's reconnect brings the same events.
      if (answer.kind !== 'ok') return
      for (const event of answer.value.events) take(event.kind, event)
      if (!answer.value.more || seq() === from) return
    }
  }
  return {
    run() {
      running ??= fetchAll().finally(() => {
        running = undefined
        onDone()
      })
      return running
    },
  }
}

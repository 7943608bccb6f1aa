import { MAX_WAIT_S } from '../../document/protocol/limits.ts'
import type { SharedPage } from '../../document/protocol/shared-events.ts'
import type { Line, LineDeps, LineListener } from './line.ts'
import type { Asked } from './subscriber.ts'

/** Polls begin at least this far apart, so that fast typing becomes few answers. */
const SPACING_MS = 100

/** A poll that is under way may be this old when somebody doubts it; a dead one ends by itself later. */
const PATIENCE_MS = 5_000

/** What a poll line asks for, and whether the answer may wait: not while somebody has not heard anything yet. */
export interface Question {
  readonly asked: Map<string, Asked>
  readonly mayWait: boolean
}

/** Asks again and again, each time for what is wished then. */
export function openPollLine(
  ask: () => Question,
  { streams, clock }: LineDeps,
  listener: LineListener,
): Line & { renew(): void } {
  let asked = new Map<string, Asked>()
  const unanswered = new Set<string>()
  let hasHeard = false
  let lastSign = clock.now()
  let round: AbortController | undefined
  let cancelPause = () => {}

  async function poll(): Promise<void> {
    const startedAt = clock.now()
    const question = ask()
    asked = question.asked
    const mine = new AbortController()
    round = mine
    const answer = await streams.poll([...asked.values()], question.mayWait ? MAX_WAIT_S : 0, mine.signal)
    if (round !== mine) return
    lastSign = clock.now()
    if (answer.kind !== 'ok') {
      close()
      listener.onEnd(answer)
      return
    }
    hasHeard = true
    for (const [kind, data] of answer.value.documents.flatMap(eventsOf)) {
      listener.onEvent(kind, data)
      // What was told may have closed this line, or renewed it: then the next answer tells the rest.
      if (round !== mine) return
    }
    cancelPause = clock.after(Math.max(0, startedAt + SPACING_MS - clock.now()), () => void poll())
  }

  function close(): void {
    cancelPause()
    const old = round
    round = undefined
    old?.abort()
  }

  // The one who opens it has no name for it yet.
  cancelPause = clock.after(0, () => void poll())
  return {
    transport: 'polling',
    get asked() {
      return asked
    },
    unanswered,
    hasHeard: () => hasHeard,
    silentMs: () => clock.now() - lastSign,
    patienceMs: () => PATIENCE_MS,
    renew() {
      close()
      void poll()
    },
    close,
  }
}

/** A document's part of an answer, as the events of a stream that has just begun. */
function eventsOf(told: SharedPage['documents'][number]): (readonly [string, unknown])[] {
  const { document } = told
  if ('refusal' in told) return [['refusal', { document, error: told.refusal }]]
  if ('reset' in told) return [['reset', { document, ...told.reset }]]
  const { events, more: _, ...hello } = told
  return [['hello', hello], ...events.map(({ kind, ...data }) => [kind, { document, ...data }] as const)]
}

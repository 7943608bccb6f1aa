import { MAX_STEPS } from '../../document/protocol/limits.ts'
import type { CommitAnswer, PostCommit } from '../../document/protocol/post-commit.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import { type Answer, isFinal } from '../api/answer.ts'
import { createBackoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import { COMMIT_BYTES, COMMIT_STEPS, formCommit, hasUnsent } from './form-commit.ts'
import type { Trouble } from './sync-client.ts'
import { landUnsent, type SyncState } from './sync-state.ts'

/** How much one commit carries. */
export interface CommitLimits {
  readonly steps: number
  readonly bytes: number
}

/** What an ordinary page sends in one commit. */
export const COMMIT_LIMITS: CommitLimits = { steps: COMMIT_STEPS, bytes: COMMIT_BYTES }

/** Gets commits to the server: one in flight, the same bytes until its fate is known. */
export interface Sender {
  /** Sends what there is to send, now or as soon as it is due. */
  poke(): void
  /** The commit in flight is in the log. */
  landed(): void
  /** Tries again at once what waits for another try. */
  wake(): void
  /** There is a server again, perhaps with another log: what is in flight is sent once more. */
  reconnected(): void
  /** True when the server has acknowledged the commit in flight and its event is still on the way. */
  isAcknowledged(): boolean
  stop(): void
}

/** What a sender needs from outside. */
export interface SenderDeps {
  readonly clock: Clock
  readonly random: () => number
  readonly client: string
  readonly newCommitId: () => string
  readonly limits: () => CommitLimits
  /** Writes a new commit down before it leaves; resolves to false when it must not leave. */
  readonly beforeSending: () => Promise<boolean>
  readonly post: (body: string) => Promise<Answer<CommitAnswer>>
  readonly state: () => SyncState | undefined
  readonly setState: (state: SyncState) => void
  /** True when the page has all the log it knows of, so that a new commit has a fresh base. */
  readonly isCaughtUp: () => boolean
  /** True while nothing may leave. */
  readonly isHeld: () => boolean
  readonly onAcknowledged: () => void
  /** What became of the last try; undefined when it was no trouble. */
  readonly onTrouble: (trouble: Trouble | undefined) => void
  /** The base is too old or the event is overdue: fetch what is missing, then poke. */
  readonly catchUp: () => void
  /** The log is not the one this page knew. */
  readonly onOtherLog: () => void
  readonly onRefused: (code: RefusalCode) => void
}

/** POSTs start at least this far apart, so that fast typing becomes few commits. */
const SPACING_MS = 40

/** How long an acknowledged commit's event may take before it is fetched. */
const OVERDUE_MS = 2_000

/** Makes a sender that waits for its first `poke`. */
export function createSender(deps: SenderDeps): Sender {
  const { clock, state, setState } = deps
  const backoff = createBackoff(deps.random)
  let lastStart = Number.NEGATIVE_INFINITY
  let posting: string | undefined
  let acknowledged: string | undefined
  let cancelTimer: (() => void) | undefined
  let byteLimit: number | undefined
  /** Fewer steps than there may be, while the server finds that more of these are too much at once. */
  let stepLimit: number | undefined
  let isStopped = false

  const later = (ms: number, task: () => void): void => {
    cancelTimer?.()
    cancelTimer = clock.after(ms, () => {
      cancelTimer = undefined
      task()
    })
  }

  function poke(): void {
    const current = state()
    if (!current || isStopped || posting || cancelTimer || deps.isHeld()) return
    if (current.inflight) {
      if (acknowledged !== current.inflight.id) void post(current.inflight.id, current.inflight.body)
      return
    }
    if (!hasUnsent(current) || !deps.isCaughtUp()) return
    const wait = lastStart + SPACING_MS - clock.now()
    if (wait > 0) later(wait, poke)
    else launch(current)
  }

  function launch(current: SyncState): void {
    const { steps, bytes } = deps.limits()
    const limits = { steps, bytes: byteLimit ?? bytes, most: stepLimit ?? MAX_STEPS }
    const formed = formCommit(current, { id: deps.newCommitId(), client: deps.client }, limits)
    setState(formed)
    if (formed.inflight) void keepAndPost(formed.inflight.id, formed.inflight.body)
  }

  async function keepAndPost(id: string, body: string): Promise<void> {
    posting = id
    lastStart = clock.now()
    const mayLeave = await deps.beforeSending()
    posting = undefined
    if (isStopped) return
    if (mayLeave && state()?.inflight?.id === id) await post(id, body)
    else poke()
  }

  async function post(id: string, body: string): Promise<void> {
    posting = id
    lastStart = clock.now()
    const answer = await deps.post(body)
    posting = undefined
    const current = state()
    if (isStopped || !current) return
    // The stream may have settled it first; then the answer says nothing new.
    if (current.inflight?.id !== id) {
      poke()
      return
    }
    deps.onTrouble(troubleOf(answer))
    if (answer.kind === 'ok') acknowledge(id)
    else if (isFinal(answer)) refused(current, answer.code)
    // A proxy may take less at once than our server does.
    else if (answer.kind === 'refused' && answer.status === 413) refused(current, 'body-too-large')
    else later(retryDelay(answer), poke)
  }

  function acknowledge(id: string): void {
    backoff.reset()
    acknowledged = id
    later(OVERDUE_MS, () => {
      if (state()?.inflight?.id !== id) return
      doubt()
      deps.catchUp()
    })
    deps.onAcknowledged()
  }

  /** The log may have been put back to before the acknowledgement: only its event is proof. */
  function doubt(): void {
    acknowledged = undefined
  }

  function retryDelay(answer: Answer<unknown>): number {
    const asked = answer.kind === 'refused' ? (answer.retryAfterMs ?? 0) : 0
    return Math.max(asked, backoff.next())
  }

  function refused(current: SyncState, code: RefusalCode): void {
    switch (code) {
      case 'client-taken':
        // Under this page's own name the next one would fare no better.
        if (isOwn(current)) deps.onRefused(code)
        else sendAnew(current)
        return
      case 'stale':
        // Others may write faster than so many steps are brought past them.
        halveSteps(current)
        sendAnew(current)
        return
      case 'too-many-steps':
        if (!halveSteps(current)) deps.onRefused(code)
        else sendAnew(current)
        return
      case 'body-too-large':
        halve(current)
        return
      case 'epoch-changed':
      case 'chain-broken':
      case 'ahead':
        deps.onOtherLog()
        return
      default:
        deps.onRefused(code)
    }
  }

  function sendAnew(current: SyncState): void {
    setState(landUnsent(current))
    deps.catchUp()
  }

  /** False for a commit that a page of before formed, perhaps with another cookie. */
  function isOwn({ inflight }: SyncState): boolean {
    return inflight !== undefined && (JSON.parse(inflight.body) as PostCommit).client === deps.client
  }

  /** False when there is nothing to halve. */
  function halveSteps({ inflight }: SyncState): boolean {
    if (!inflight || inflight.count < 2) return false
    stepLimit = Math.ceil(inflight.count / 2)
    return true
  }

  function halve(current: SyncState): void {
    const { count = 0, body = '', lost = [] } = current.inflight ?? {}
    if (count < 2 && lost.length < 2) {
      deps.onRefused('body-too-large')
      return
    }
    byteLimit = Math.floor(body.length / 2)
    setState(landUnsent(current))
    poke()
  }

  return {
    poke,
    landed() {
      backoff.reset()
      // What follows may be easier: one commit after the other carries more again.
      stepLimit = stepLimit !== undefined && stepLimit < MAX_STEPS / 2 ? 2 * stepLimit : undefined
      acknowledged = undefined
      // It arrived, whatever became of its answer.
      deps.onTrouble(undefined)
      cancelTimer?.()
      cancelTimer = undefined
      poke()
    },
    wake() {
      cancelTimer?.()
      cancelTimer = undefined
      poke()
    },
    reconnected() {
      doubt()
      cancelTimer?.()
      cancelTimer = undefined
      poke()
    },
    isAcknowledged: () => acknowledged !== undefined && acknowledged === state()?.inflight?.id,
    stop() {
      isStopped = true
      cancelTimer?.()
    },
  }
}

function troubleOf(answer: Answer<unknown>): Trouble | undefined {
  if (answer.kind === 'unreachable') return 'unreachable'
  return answer.kind === 'refused' && !isFinal(answer) ? answer.code : undefined
}

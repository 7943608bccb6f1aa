import type { Refused, Unreachable } from '../api/answer.ts'
import type { Streams } from '../api/stream.ts'
import type { Clock } from '../sync/clock.ts'
import type { Transport } from './feed.ts'
import type { Asked } from './subscriber.ts'

/** One way on which events come, for as long as it lasts. */
export interface Line {
  readonly transport: Transport
  /** What it asked for, by document; taken out is what it will not bring. */
  readonly asked: Map<string, Asked>
  /** The documents of which the server has said nothing yet. */
  readonly unanswered: Set<string>
  /** True once anything of the server has come through. */
  hasHeard(): boolean
  /** Milliseconds since anything came. */
  silentMs(): number
  /** How long a living line may be silent. */
  patienceMs(): number
  /** Asks anew in place, for lines that can. */
  readonly renew?: () => void
  close(): void
}

/** Told what a line brings. Nothing after `close`. */
export interface LineListener {
  onEvent(kind: string, data: unknown): void
  /** Time has jumped, as after a sleep: whether the line still lives cannot be told from its silence. */
  onJump(): void
  onEnd(end: LineEnd): void
}

/** How a line came to its end. */
export type LineEnd =
  /** By the server's will, which asks to wait so long before the next. */
  | { readonly kind: 'ended'; readonly retryMs: number | undefined }
  /** Something between holds the stream back or makes something else of it. */
  | { readonly kind: 'missed' }
  /** Something between passes the stream on in blocks: it came to a stop inside an event. */
  | { readonly kind: 'held' }
  /** It has fallen silent, or a hasty one did not answer at once: the connections it knew may all be dead. */
  | { readonly kind: 'silent' }
  | Refused
  | Unreachable

/** What lines need from outside. */
export interface LineDeps {
  readonly streams: Streams
  readonly clock: Clock
}

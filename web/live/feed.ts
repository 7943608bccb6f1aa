import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { HelloEvent } from '../../document/protocol/stream-events.ts'

/** How events come: pushed on a stream, or by asking again and again where something holds streams back. */
export type Transport = 'stream' | 'polling'

/** Why a line may not come up that nothing is wrong with. */
export type Crowded = 'too-many-streams'

/** The newest event somebody has: its number, and the chain and epoch that prove which log it is of. */
export interface Cursor {
  readonly seq: number
  readonly chain: string
  readonly epoch: string
}

/** One page's wish to follow one document from where it stands, and to be present in it as `client`. */
export interface Wish extends Cursor {
  readonly document: string
  readonly client: string
}

/** Told what comes for one page, in order. */
export interface FeedListener {
  /**
   * The line is up. While it was up before, without an `onDown` between, it has only been renewed: nothing was
   * missed, and who is present is told anew.
   */
  onHello(hello: HelloEvent, transport: Transport): void
  /**
   * Any event of the log after the cursor, `presence`, or `reset`: nothing more can follow from where the page
   * stands, until it is subscribed anew.
   */
  onEvent(kind: string, data: unknown): void
  /** The line is down, or did not come up; it is tried again. `why`: the server takes no more lines for now. */
  onDown(why?: Crowded): void
  /** The server will not let this page follow, ever; nothing is told after this. */
  onRefused(code: RefusalCode): void
}

/** A page's place in a feed. */
export interface Subscribed {
  /** Ends it; nothing is told any more. */
  close(): void
}

/** Follows any number of documents for any number of pages on as few connections as there can be. */
export interface Feed {
  subscribe(wish: Wish, listener: FeedListener): Subscribed
  /**
   * Something may have happened to the line: what waits for a next try is tried at once, and a line that has
   * been silent for longer than `silentMs` is renewed. Left out: for longer than a living one can be.
   */
  check(silentMs?: number): void
}

import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { HelloEvent } from '../../document/protocol/stream-events.ts'
import type { Crowded, Transport, Wish } from './feed.ts'

/** What a page says to the worker. `place` numbers its subscriptions. */
export type ToWorker =
  | { readonly kind: 'open'; readonly place: number; readonly wish: Wish }
  | { readonly kind: 'close'; readonly place: number }
  | { readonly kind: 'check'; readonly silentMs: number | undefined }
  | { readonly kind: 'pong' }
  /** The page goes away, or to sleep. */
  | { readonly kind: 'bye' }

/** What the worker says to a page. */
export type ToPage =
  /** At once when a page connects, and then again and again; a page answers `pong`. */
  | { readonly kind: 'ping' }
  | {
      readonly kind: 'hello'
      readonly place: number
      readonly hello: HelloEvent
      readonly transport: Transport
    }
  | { readonly kind: 'event'; readonly place: number; readonly event: string; readonly data: unknown }
  | { readonly kind: 'down'; readonly place: number; readonly why: Crowded | undefined }
  | { readonly kind: 'refused'; readonly place: number; readonly code: RefusalCode }
  /** The page did not answer for too long and is not served any more; it may have been frozen. */
  | { readonly kind: 'dropped' }

/** The part of a `MessagePort` that both sides use. */
export type Port = Pick<MessagePort, 'postMessage' | 'onmessage' | 'addEventListener' | 'close'>

/** Between two pings of the worker: so soon a page learns that the worker has died with the tab it lived in. */
export const PING_MS = 1_000

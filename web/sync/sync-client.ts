import type { Node } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import type { Me } from '../../document/protocol/person.ts'
import type { LostStep } from '../../document/protocol/post-commit.ts'
import type { Participant, PresenceState } from '../../document/protocol/presence.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { ResidueItem } from '../../document/protocol/residue.ts'
import type { Refused } from '../api/answer.ts'
import type { Api } from '../api/http.ts'
import type { Feed, Transport } from '../live/feed.ts'
import type { Clock } from './clock.ts'
import type { Outbox } from './outbox.ts'
import type { Review } from './review.ts'
import type { CommitLimits } from './sender.ts'

/** What to do with work of a long absence. */
export type ReviewChoice = 'merge' | 'copy'

/** How the stream stands. `resting`: given up for now, because nobody looks at the page. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'resting'

/**
 * Why a client stopped for good: a refusal of its commit, an event it cannot read (the page is too old), a
 * log that is not the one it knew, or a confirmed document that differs from the server's. Pending work is
 * kept and can be copied.
 */
export type Halt = RefusalCode | 'unreadable-event' | 'log-changed' | 'fold-mismatch'

/** Why the last try to send was in vain though the next may not be: a refusal that passes, or no answer at all. */
export type Trouble = Refused['code'] | 'unreachable'

/** What the screen says about a document, all of it derived from acknowledgements. */
export interface SyncStatus {
  readonly connection: Connection
  /** How events come, or came last. */
  readonly transport: Transport
  /** True once a confirmed document is loaded; before that nothing may be edited. */
  readonly isLoaded: boolean
  /** How many of this page's steps are not on the server's disk yet. */
  readonly unsaved: number
  /** How many of those are written down on this device. */
  readonly kept: number
  /** False when this device refuses to keep anything. */
  readonly canKeep: boolean
  /**
   * Why changes wait: refused for now by the server, which says when to try again, refused by somebody between
   * ('unknown'), or not answered. Or `too-many-streams`: there is no line for now. The client keeps trying;
   * undefined when the last try succeeded.
   */
  readonly trouble: Trouble | undefined
  readonly halt: Halt | undefined
  /** True while work of a long absence waits for its person's decision: nothing is sent or edited. */
  readonly isReviewing: boolean
  /** True while the document is in the trash: it is read and not edited, until it is restored. */
  readonly isInTrash: boolean
  readonly seq: number
}

/** A change of the shown document that did not come from this editor. */
export interface RemoteChange {
  /**
   * From the document shown before to the one shown now: first `rebased` steps that take pending work back,
   * then the log's, then the pending work that could be placed again. Its mapping holds the mirrors.
   */
  readonly transform: Transform
  readonly rebased: number
}

/** What a client tells its listener. Each is called synchronously, in the order things happened. */
export interface SyncListener {
  /** The first confirmed document, or another one after a reset: replace everything. */
  onLoad(shown: Node): void
  /** Others' news is about to come in: the last moment to hand in what the person did and nobody read yet. */
  onIncoming?(): void
  onRemote(change: RemoteChange): void
  onStatus(status: SyncStatus): void
  /** Everyone else who is here, positions mapped to the shown document; after every change of either. */
  onParticipants(participants: readonly Participant[], me: Me | undefined): void
  /** Work of a long absence no longer fits as it is; undefined when that was decided. */
  onReview(review: Review | undefined): void
  /** Text of mine that could not be placed. */
  onResidue(residue: readonly ResidueItem[]): void
}

/** One page's copy of one document, kept in step with the server. Runs in a browser and in Node. */
export interface SyncClient {
  start(): void
  /** Takes in the steps of a local transaction, which stand in the shown document already. */
  local(transform: Transform): void
  /** Tells the others where the selection is, in the shown document. Coalesced. */
  setPresence(selection: { anchor: number; head: number } | undefined, state: PresenceState): void
  /** Text of mine that found no place on this page and that the server does not know yet. */
  displaced(): readonly LostStep[]
  /**
   * Decides about work of a long absence. `merge` sends it; what found no place goes to residue. `copy` makes a
   * new document of what this page showed before it caught up, drops that work here and answers the new
   * document's id; undefined when it could not be made, and then nothing has changed.
   */
  settleReview(choice: ReviewChoice): Promise<string | undefined>
  /** Removes one item from the residue tray, here and on the server; false when the server did not. */
  dismissResidue(n: number): Promise<boolean>
  /**
   * Between `hold` and `release` no remote change is delivered, so that a composition (IME) is not disturbed.
   * Local changes go on as ever.
   */
  hold(): void
  release(): void
  /** Tries again at once, as after the browser says it is online, and ends `sleep` and `hide`. */
  wake(): void
  /** The page stops for now, as on its way into the back/forward cache: nothing is followed until `wake`. */
  sleep(): void
  /** Nobody looks at the page from now on: some minutes later, with nothing unsent, it costs nothing any more. */
  hide(): void
  /** Writes unsent work down at once; the page may be ended without another word. */
  keep(): void
  /** Writes unsent work down, sends what it can and says goodbye: the page goes away, perhaps for good. */
  flush(): void
  stop(): void
}

/** What a sync client needs from outside. */
export interface SyncDeps {
  readonly document: string
  /** Fresh per page load. */
  readonly client: string
  readonly api: Api
  /** Brings the document's events; one for all documents of a browser, if it can be had. */
  readonly feed: Feed
  readonly clock: Clock
  /** Milliseconds since 1970: what is kept on a device outlives any other clock. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  /** A fresh commit id. */
  readonly newCommitId: () => string
  readonly outbox: Outbox
  readonly listener: SyncListener
  /** Lets the browser draw between two long pieces of work; nothing waits when left out. */
  readonly breathe?: () => Promise<void>
  /** How much one commit carries; asked before each. COMMIT_LIMITS when left out. */
  readonly limits?: () => CommitLimits
}

import { randomBytes } from 'node:crypto'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import type { Me } from '../../document/protocol/person.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import type { ResidueItem } from '../../document/protocol/residue.ts'
import { createFeed } from '../../web/live/create-feed.ts'
import { createSyncClient } from '../../web/sync/create-sync-client.ts'
import { noOutbox } from '../../web/sync/outbox.ts'
import type { Review } from '../../web/sync/review.ts'
import type { SyncClient, SyncDeps, SyncStatus } from '../../web/sync/sync-client.ts'
import { systemClock } from '../../web/system-clock.ts'
import { createCookieFetch } from './cookie-fetch.ts'
import { type Api, createApi } from './page-api.ts'

/** What a page without a screen would show. */
export interface Shown {
  readonly doc: Node | undefined
  readonly status: SyncStatus | undefined
  readonly participants: readonly Participant[]
  readonly me: Me | undefined
  readonly residue: readonly ResidueItem[]
  readonly review: Review | undefined
}

/** The product's own sync client without an editor. */
export interface NodePage {
  readonly client: SyncClient
  readonly api: Api
  readonly shown: () => Shown
  /** Changes the shown document as a person would. */
  edit(change: (transform: Transform) => void): void
  /** Resolves as soon as `holds`; looks again at whatever the client tells. */
  until(holds: (shown: Shown) => boolean): Promise<Shown>
}

/** How a page differs from an ordinary one. */
export interface NodePageOptions extends Partial<Omit<SyncDeps, 'listener' | 'document' | 'api'>> {
  readonly api?: Api
  readonly fetch?: typeof fetch
}

/** Opens a document with the product's own `web/sync` and `web/api`. */
export function openPage(
  url: string,
  document: string,
  { fetch = createCookieFetch(), ...deps }: NodePageOptions = {},
): NodePage {
  const api = deps.api ?? createApi({ base: url, fetch })
  let shown: Shown = {
    doc: undefined,
    status: undefined,
    participants: [],
    me: undefined,
    residue: [],
    review: undefined,
  }
  const waiting = new Set<() => void>()
  const tell = (change: Partial<Shown>): void => {
    shown = { ...shown, ...change }
    for (const look of [...waiting]) look()
  }
  const client = createSyncClient({
    document,
    feed: createFeed({ streams: api, clock: deps.clock ?? systemClock, random: deps.random ?? Math.random }),
    client: randomBytes(9).toString('base64url'),
    api,
    clock: systemClock,
    now: Date.now,
    random: Math.random,
    newCommitId: () => randomBytes(9).toString('base64url'),
    outbox: noOutbox,
    ...deps,
    listener: {
      onLoad: (doc) => tell({ doc }),
      onRemote: ({ transform }) => tell({ doc: transform.doc }),
      onStatus: (status) => tell({ status }),
      onParticipants: (participants, me) => tell({ participants, me }),
      onReview: (review) => tell({ review }),
      onResidue: (residue) => tell({ residue }),
    },
  })
  return {
    client,
    api,
    shown: () => shown,
    edit(change) {
      if (!shown.doc) throw new Error('nothing is loaded yet')
      const transform = new Transform(shown.doc)
      change(transform)
      shown = { ...shown, doc: transform.doc }
      client.local(transform)
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds(shown)) return
          waiting.delete(look)
          resolve(shown)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** True when everything this page wrote is on the server and nothing is missing. */
export function isAtRest({ status }: Shown): boolean {
  return status?.connection === 'live' && status.unsaved === 0 && status.halt === undefined
}

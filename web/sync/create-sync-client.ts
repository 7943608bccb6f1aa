import * as v from 'valibot'
import type { Me } from '../../document/protocol/person.ts'
import { PresenceEvent } from '../../document/protocol/presence.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { HelloEvent } from '../../document/protocol/stream-events.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import type { Crowded, Transport } from '../live/feed.ts'
import { createAbsence } from './absence.ts'
import { createCatchUp } from './catch-up.ts'
import { copyDocument } from './copy-document.ts'
import { displacedHere } from './displaced.ts'
import { createDocumentCopy, salvage, withoutTaken } from './document-copy.ts'
import { createFollower } from './follower.ts'
import { formCommit, hasUnsent } from './form-commit.ts'
import { createKeeper } from './keeper.ts'
import { createLateAnswers } from './late-answer.ts'
import { createLoader, type Loaded } from './load.ts'
import type { Taken } from './outbox-store.ts'
import { createParticipants } from './participants.ts'
import { createPresenceSender } from './presence-sender.ts'
import { type ReadEvent, readEvent } from './read-event.ts'
import { withoutWork } from './review.ts'
import { COMMIT_LIMITS, createSender } from './sender.ts'
import type { Connection, Halt, SyncClient, SyncDeps, SyncStatus } from './sync-client.ts'
import { FoldMismatch, type Inflight, type SyncState } from './sync-state.ts'
import { countUnsaved, markRefused } from './unsaved.ts'
import { whenChanged } from './when-changed.ts'
import { within } from './within.ts'

/** How often in a row a page may start over on another log before it gives up. */
const MAX_REBUILDS = 3

/** A page with old work shows it where it belongs now, unless the server takes longer than this to say where. */
const CATCH_UP_MS = 3_000

/** Makes a client that does nothing until `start`. */
export function createSyncClient(deps: SyncDeps): SyncClient {
  const { document, client, api, clock, outbox, listener } = deps
  let connection: Connection = 'connecting'
  let transport: Transport = 'stream'
  let isLoaded = false
  let halt: Halt | undefined
  let trouble: SyncStatus['trouble']
  let crowded: Crowded | undefined
  let me: Me | undefined
  let head = 0
  let rebuilds = 0
  let isRebuilding = false
  let loads = 0
  let isInTrash = false
  const tell = whenChanged(listener.onStatus)
  const copy = createDocumentCopy({
    onTaken,
    onRemote: (change) => {
      presence.move(change.transform.mapping)
      if (isLoaded) listener.onRemote(change)
    },
    onMissing: () => void catchUp.run(),
  })
  const participants = createParticipants(client)
  const presence = createPresenceSender({
    client,
    clock,
    state: () => (connection === 'live' ? copy.state() : undefined),
    others: participants.count,
    put: async (body) => (await api.putPresence(document, body)).kind === 'ok',
  })
  const catchUp = createCatchUp({
    fetchPage: () => api.events(document, cursor()),
    onOtherLog: () => rebuild(),
    seq: () => copy.state()?.confirmed.seq ?? 0,
    take: (kind, data) => takeRaw(kind, data),
    onDone: () => onChanged(),
  })
  const sender = createSender({
    clock,
    random: deps.random,
    client,
    newCommitId: deps.newCommitId,
    limits: deps.limits ?? (() => COMMIT_LIMITS),
    beforeSending: () => keeper.beforeSending(),
    post: (body) => lateAnswers.wait((signal) => api.commit(document, body, false, signal), body.length),
    state: () => (halt || isRebuilding ? undefined : copy.state()),
    setState: copy.set,
    isCaughtUp,
    isHeld: () => absence.isHeld(),
    onAcknowledged() {
      // An answer says that the server is there: the stream need not wait for its own next try.
      if (isLoaded && connection !== 'live') follower.answered()
      tellStatus()
    },
    onTrouble(code) {
      trouble = code
      tellStatus()
    },
    catchUp: () => void catchUp.run(),
    onOtherLog: () => rebuild(),
    onRefused: refused,
  })
  const follower = createFollower({
    feed: deps.feed,
    clock,
    where() {
      const { seq, chain, epoch } = cursor()
      return { document, client, seq, chain, epoch }
    },
    listener: {
      onHello,
      onEvent,
      onDown: (why) => setConnection('reconnecting', why),
      onRefused: (code) => stopFor(code),
    },
    isIdle: () => statusOf().unsaved === 0,
    onRest: () => setConnection('resting'),
  })
  const lateAnswers = createLateAnswers(clock, () => follower.doubt())
  const loader = createLoader({
    document,
    api,
    clock,
    random: deps.random,
    outbox,
    breathe: deps.breathe ?? (async () => undefined),
    onLoaded,
    onUnreachable: () => setConnection('reconnecting'),
    onRefused: ({ code }) => stopFor(code),
  })
  const keeper = createKeeper({
    clock,
    outbox,
    state: copy.state,
    isLive: () => connection === 'live',
    isHeld: () => absence.isHeld(),
    liveAt: () => absence.liveAt(),
    onKept: () => tellStatus(),
    onTaken: startOver,
  })
  const absence = createAbsence({
    clock,
    now: deps.now,
    state: copy.state,
    isCaughtUp,
    onReview: listener.onReview,
    copy: (doc) => copyDocument(doc, { api, client, newCommitId: deps.newCommitId }),
    drop(before) {
      const state = copy.state()
      if (state) replaceState(withoutWork(before, state))
    },
  })

  const cursor = () => copy.state()?.confirmed ?? { seq: 0, chain: '', epoch: '' }

  /** Work of an earlier page stands on an older version: the person first sees it where it belongs now. */
  async function onLoaded({ state, liveAt }: Loaded): Promise<void> {
    const mine = ++loads
    isRebuilding = false
    copy.begin(state)
    if (liveAt !== undefined) {
      keeper.adopted()
      absence.resumeFrom(liveAt)
      await within(clock, CATCH_UP_MS, catchUp.run(), undefined)
    }
    const current = copy.state()
    if (!current || mine !== loads || isRebuilding) return
    isLoaded = true
    head = current.confirmed.seq
    listener.onLoad(current.shown)
    keeper.changed()
    tellStatus()
    follower.connect()
    await refreshResidue()
  }

  function onHello(hello: HelloEvent, by: Transport): void {
    const state = copy.state()
    if (!state) return
    if (hello.schema !== SCHEMA_VERSION) {
      stopFor('schema-changed')
      return
    }
    if (hello.epoch !== state.confirmed.epoch) {
      rebuild()
      return
    }
    me = hello.you
    head = hello.head
    isInTrash = hello.trashed === true
    absence.back()
    transport = by
    const hasNewcomer = participants.replace(hello.present, state.confirmed.seq)
    // A line that was only renewed forgot nothing.
    const isRenewed = connection === 'live'
    setConnection('live')
    lateAnswers.giveUp()
    if (!isRenewed) presence.forget()
    else if (hasNewcomer) presence.repeat()
    if (!isRenewed) sender.reconnected()
    onChanged()
  }

  function onEvent(kind: string, data: unknown): void {
    if (kind === 'presence') onPresence(data)
    else if (kind === 'reset') rebuild()
    else takeRaw(kind, data)
  }

  function onPresence(data: unknown): void {
    listener.onIncoming?.()
    const parsed = v.safeParse(PresenceEvent, data)
    if (!parsed.success) return
    const { changed, left } = parsed.output
    for (const { client: one, person } of changed) if (one === client) me = person
    const hasNewcomer = participants.update(changed, left, copy.state()?.confirmed.seq ?? 0)
    if (hasNewcomer) presence.repeat()
    tellParticipants()
  }

  function takeRaw(kind: string, data: unknown): void {
    if (isLoaded && !copy.isHeld()) listener.onIncoming?.()
    const event = readEvent(kind, data)
    if (!event) {
      stopFor('unreadable-event')
      return
    }
    guarded(() => copy.take([event]))
    onChanged()
  }

  function isCaughtUp(): boolean {
    return connection === 'live' && (copy.state()?.confirmed.seq ?? -1) >= head
  }

  function onChanged(): void {
    absence.look()
    keeper.changed()
    tellStatus()
    tellParticipants()
    sender.poke()
  }

  function onTaken(event: ReadEvent, landed: Inflight | undefined): void {
    participants.follow(event)
    presence.follow(event.steps, landed !== undefined)
    presence.refresh()
    // An event that fits is proof that this is the log again.
    rebuilds = 0
    isInTrash = event.isTrashed ?? isInTrash
    if (event.isTrashed === false) sender.wake()
    if (!landed) return
    sender.landed()
    if (event.dropped.length || landed.lost.length) void refreshResidue()
  }

  function guarded(task: () => void): void {
    try {
      task()
    } catch (error) {
      if (!(error instanceof FoldMismatch)) throw error
      rebuild()
    }
  }

  /** The log is not the one this page knew: start over on it, once whoever says so, and offer what was not sent. */
  function rebuild(): void {
    if (isRebuilding) return
    const state = copy.state()
    rebuilds += 1
    if (rebuilds > MAX_REBUILDS) {
      stopFor('log-changed')
      return
    }
    isRebuilding = true
    follower.pause()
    absence.end()
    isLoaded = false
    setConnection('reconnecting')
    void loader.fresh(state && salvage(state))
  }

  /** Another page of this browser sends what this one had written down: here it goes on without that. */
  function startOver(taken: Taken): void {
    const state = copy.state()
    if (!state) return
    keeper.startOver()
    absence.end()
    replaceState(withoutTaken(state, taken))
  }

  /** Another state on the same log, with other work in it. */
  function replaceState(state: SyncState): void {
    copy.set(state)
    if (isLoaded) listener.onLoad(state.shown)
    sender.landed()
    onChanged()
  }

  /** A commit that the server can never take must not meet it again when this document is opened the next time. */
  function refused(code: RefusalCode): void {
    const marked = markRefused(copy.state(), code)
    if (marked) {
      copy.set(marked)
      keeper.flush()
    }
    stopFor(code)
  }

  function stopFor(reason: Halt): void {
    halt = reason
    follower.stop()
    tellStatus()
  }

  function setConnection(next: Connection, why?: Crowded): void {
    const wasLive = connection === 'live'
    ;[connection, crowded] = [next, why]
    if (wasLive && next !== 'live') {
      absence.away()
      keeper.lineDown()
    }
    tellStatus()
  }

  function tellStatus(): void {
    tell(statusOf())
  }

  function statusOf(): SyncStatus {
    const state = copy.state()
    const unsaved = state ? countUnsaved(state, sender.isAcknowledged()) : 0
    const kept = Math.max(0, unsaved - keeper.unkept())
    const flags = { canKeep: keeper.canKeep(), isReviewing: absence.review() !== undefined, isInTrash }
    const line = { connection, transport, trouble: crowded ?? trouble, seq: state?.confirmed.seq ?? 0 }
    return { ...line, isLoaded, unsaved, kept, halt, ...flags }
  }

  function tellParticipants(): void {
    listener.onParticipants(participants.shown(copy.state()?.pending ?? []), me)
  }

  async function refreshResidue(): Promise<void> {
    const answer = await api.residue(document)
    if (answer.kind === 'ok') listener.onResidue(answer.value.residue)
  }

  return {
    start: () => void loader.start(),
    local(transform) {
      copy.local(transform)
      presence.refresh()
      onChanged()
    },
    setPresence: presence.set,
    async settleReview(choice) {
      const made = await absence.settle(choice)
      onChanged()
      return made
    },
    async dismissResidue(n) {
      const answer = await api.dismissResidue(document, n)
      return refreshResidue().then(() => answer.kind === 'ok')
    },
    displaced: () => displacedHere(copy.state(), sender.isAcknowledged()),
    hold: copy.hold,
    release() {
      listener.onIncoming?.()
      guarded(copy.release)
      onChanged()
    },
    wake() {
      follower.show()
      outbox.join()
      void keeper.comeBack().then(() => {
        if (connection === 'resting') setConnection('connecting')
        presence.forget()
        loader.wake()
        follower.wake()
        sender.wake()
      })
    },
    keep: keeper.flush,
    sleep: follower.sleep,
    hide: follower.hide,
    flush() {
      const state = copy.state()
      if (!state) return
      const mayForm = connection === 'live' && !halt && hasUnsent(state) && !absence.isHeld()
      if (mayForm) copy.set(formCommit(state, { id: deps.newCommitId(), client }))
      const maySend = !halt && !absence.isHeld() && keeper.maySend()
      keeper.leave()
      outbox.leave()
      void api.leave(document, client)
      const body = copy.state()?.inflight?.body
      if (body && maySend) void api.commit(document, body, true)
    },
    stop() {
      for (const part of [follower, sender, presence, loader, keeper, absence]) part.stop()
      void api.leave(document, client)
    },
  }
}

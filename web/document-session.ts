import type { Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Me } from '../document/protocol/person.ts'
import type { Participant } from '../document/protocol/presence.ts'
import type { ResidueItem } from '../document/protocol/residue.ts'
import { titleOf } from '../document/schema/schema.ts'
import type { Api } from './api/http.ts'
import { breathe } from './breathe.ts'
import { guarded, type OutOfBounds } from './editor/bounds.ts'
import type { ClipboardParts } from './editor/clipboard-parts.ts'
import { createEditor, resetEditor } from './editor/create-editor.ts'
import { type FormatState, formatState, isSameFormat } from './editor/format-state.ts'
import { keepSelection } from './editor/kept-selection.ts'
import { ownKeysFirst } from './editor/own-keys-first.ts'
import type { PageActions } from './editor/page-actions.ts'
import { presenceOut } from './editor/presence-out.ts'
import { createReferences } from './editor/references/references.ts'
import { isRemote } from './editor/remote-transaction.ts'
import { applyParticipants, applyRemote, dispatchTo, holdWhileComposing } from './editor/sync-binding.ts'
import { readSelection } from './editor/timely-selection.ts'
import { layOutInPieces } from './editor/unseen-blocks.ts'
import { freshId } from './identifiers.ts'
import { later } from './later.ts'
import type { Feed } from './live/feed.ts'
import { createCourier } from './sync/courier.ts'
import { createSyncClient } from './sync/create-sync-client.ts'
import { createOutbox, type Outbox } from './sync/outbox.ts'
import { createOutboxStore } from './sync/outbox-store.ts'
import type { Review } from './sync/review.ts'
import { createRollCall } from './sync/roll-call.ts'
import type { SyncClient, SyncListener, SyncStatus } from './sync/sync-client.ts'
import { systemClock } from './system-clock.ts'

/** What the page around the text shows. */
export interface Screen extends PageActions {
  onStatus(status: SyncStatus): void
  /** The editor has taken the place of the served text. */
  onReady(view: EditorView): void
  onHeading(heading: string): void
  onFormat(format: FormatState): void
  onPeople(participants: readonly Participant[], me: Me | undefined): void
  /** `client` asks about work of a long absence; undefined when it was decided. */
  onReview(review: Review | undefined, client: Pick<SyncClient, 'settleReview'>): void
  onResidue(residue: readonly ResidueItem[]): void
  /** Something was written here. */
  onOwnEdit(): void
  /** Something that was typed or pasted here was not taken. */
  onOutOfBounds(reason: OutOfBounds): void
}

/** Where a document is opened. */
export interface SessionOptions {
  readonly id: string
  readonly api: Api
  readonly feed: Feed
  /** The element with the served text. */
  readonly mount: HTMLElement
  readonly caretLayer: HTMLElement
  readonly screen: Screen
}

/** A document that is open in this page. */
export interface Session {
  readonly client: SyncClient
  /** Undefined until the first confirmed load. */
  view(): EditorView | undefined
  /** Runs a command on the selection and gives the text the focus; false when it did nothing. */
  run(command: Command): boolean
  /** Resolves when everything written here is on the server's disk. */
  saved(): Promise<void>
}

/** Old copies are looked through when nobody waits for the page any more. */
const TIDY_AFTER_MS = 20_000

/** Opens a document: the one place where the editor, the sync client and the screen meet. */
export function openDocument({ id, api, feed, mount, caretLayer, screen }: SessionOptions): Session {
  let view: EditorView | undefined
  let status: SyncStatus | undefined
  let format: FormatState | undefined
  let clipboard: ClipboardParts | undefined
  /** True when somebody clicked into the served text, to write there. */
  let hasBegun = false
  /** A document that is shown can be written in from its first moment, if nothing else is against it. */
  let isLoaded = false
  const waitingForSave = new Set<() => void>()
  const isEditable = () =>
    isLoaded && status?.halt === undefined && !status?.isReviewing && !status?.isInTrash

  const isSeen = () => document.visibilityState === 'visible'
  const references = createReferences(id, api, { after: later, now: Date.now, isSeen })
  const store = createOutboxStore()
  const rollCall = createRollCall(systemClock, openChannel)
  /** A place on this device for one client, and the way to that client. */
  const prepare = (listener: SyncListener) => {
    const one = freshId()
    const place = { store, rollCall, document: id, client: one, newKey: freshId, now: Date.now }
    const openClient = (outbox: Outbox): SyncClient =>
      createSyncClient({
        document: id,
        client: one,
        api,
        feed,
        clock: systemClock,
        now: Date.now,
        random: Math.random,
        newCommitId: freshId,
        outbox,
        listener,
        breathe,
      })
    return { outbox: createOutbox(place), openClient }
  }

  const own = prepare({
    onLoad,
    onIncoming: () => view && readSelection(view),
    onRemote: (change) => view && applyRemote(view, change),
    onParticipants(participants, me) {
      if (view) applyParticipants(view, participants)
      references.setMe(me?.id)
      screen.onPeople(participants, me)
    },
    onStatus(next) {
      const wasEditable = isEditable()
      isLoaded = next.isLoaded
      const wasLive = status?.connection === 'live'
      status = next
      if (!wasLive) courier.look()
      if (view && isEditable() !== wasEditable) {
        view.setProps({ editable: isEditable })
        beginToWrite(view)
      }
      screen.onStatus(next)
      if (view) announce(view)
      if (next.unsaved === 0) {
        for (const tell of waitingForSave) tell()
        waitingForSave.clear()
      }
    },
    onReview: (review) => screen.onReview(review, client),
    onResidue: screen.onResidue,
  })
  const client = own.openClient(own.outbox)
  const courier = createCourier({
    clock: systemClock,
    isLive: () => status?.connection === 'live' && document.visibilityState === 'visible',
    open() {
      let carrier: SyncClient | undefined
      const onReview: SyncListener['onReview'] = (review) => carrier && screen.onReview(review, carrier)
      const { outbox, openClient } = prepare({ ...SILENT, onReview })
      return {
        outbox,
        openClient(place) {
          carrier = openClient(place)
          return carrier
        },
      }
    },
  })
  document.addEventListener('visibilitychange', courier.look)
  document.addEventListener('visibilitychange', () => {
    if (isSeen()) references.titles.refresh()
  })

  /** Puts the keyboard into a text that can be written in now, for somebody who came to write. */
  function beginToWrite(current: EditorView): void {
    if (!isEditable()) return
    if (hasBegun || isBlank(current.state.doc)) current.focus()
    hasBegun = false
  }

  function onLoad(shown: Node): void {
    const wasEditable = isEditable()
    if (view) {
      isLoaded = true
      resetEditor(view, shown)
      if (wasEditable !== isEditable()) {
        view.setProps({ editable: isEditable })
        beginToWrite(view)
      }
    } else {
      const selectAgain = keepSelection(mount)
      // Selecting in a text that can be written in takes the focus; else it is made so at once, which is cheaper.
      isLoaded = !selectAgain
      view = createEditor({
        mount,
        caretLayer,
        doc: shown,
        isEditable,
        page: screen,
        references,
        clipboard: () => clipboard,
        onOutOfBounds: screen.onOutOfBounds,
        plugins: [holdWhileComposing(client), ownKeysFirst(client), presenceOut(client)],
        dispatch(current, tr) {
          dispatchTo(client, current, tr)
          if (tr.docChanged && !isRemote(tr)) screen.onOwnEdit()
          announce(current)
        },
      })
      if ('opening' in document.documentElement.dataset) layOutInPieces(view)
      // From here on a document is shown whole at once.
      delete document.documentElement.dataset['opening']
      hasBegun = selectAgain?.(view) ?? false
      beginToWrite(view)
      void makeReady(view)
    }
    announce(view)
  }

  /** What a text that can be written in needs next, in tasks of their own. */
  async function makeReady(current: EditorView): Promise<void> {
    await breathe()
    screen.onReady(current)
    later(TIDY_AFTER_MS, () => void store.tidy(Date.now()).catch(() => undefined))
    await breathe()
    // Big, and needed for the first paste only.
    const { clipboardParts } = await import('./editor/clipboard-parts.ts')
    clipboard = clipboardParts
  }

  function announce(current: EditorView): void {
    const next = formatState(current.state, isEditable())
    if (!format || !isSameFormat(format, next)) screen.onFormat(next)
    format = next
    screen.onHeading(titleOf(current.state.doc).trim())
  }

  return {
    client,
    view: () => view,
    run(command) {
      if (!view || !isEditable()) return false
      view.focus()
      return guarded(command)(view.state, view.dispatch, view)
    },
    saved: () =>
      new Promise((resolve) => {
        if (status?.unsaved === 0) resolve()
        else waitingForSave.add(resolve)
      }),
  }
}

/** True for a document that nobody has written in; whoever opens it came to write. */
function isBlank(doc: Node): boolean {
  return doc.childCount <= 2 && doc.textContent === ''
}

/** What is carried for a page that is gone has no screen of its own. */
const SILENT: SyncListener = {
  onLoad: () => undefined,
  onRemote: () => undefined,
  onStatus: () => undefined,
  onParticipants: () => undefined,
  onReview: () => undefined,
  onResidue: () => undefined,
}

/** Where all pages of this browser hear each other. */
function openChannel(): BroadcastChannel | undefined {
  return 'BroadcastChannel' in globalThis ? new BroadcastChannel('samepage-outbox') : undefined
}

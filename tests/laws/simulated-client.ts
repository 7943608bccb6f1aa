import { EditorState, Selection, type Transaction } from 'prosemirror-state'
import type { Transform } from 'prosemirror-transform'
import type { PersonId } from '../../document/protocol/ids.ts'
import { BODY_LIMIT_BYTES, MAX_STEPS } from '../../document/protocol/limits.ts'
import { toRemoteTransaction } from '../../web/editor/remote-transaction.ts'
import { undo, undoHistory } from '../../web/editor/undo/history.ts'
import { salvage, withoutTaken } from '../../web/sync/document-copy.ts'
import { type Held, HOLD_LIMIT, orderEvents } from '../../web/sync/event-order.ts'
import { formCommit, hasUnsent } from '../../web/sync/form-commit.ts'
import { salvageRecord } from '../../web/sync/load.ts'
import { fromRecord, type OutboxRecord } from '../../web/sync/outbox-record.ts'
import {
  applyLocal,
  type ReadCommit,
  receive,
  type Salvaged,
  type SyncState,
  startState,
} from '../../web/sync/sync-state.ts'
import type { Random } from '../support/random.ts'
import type { Device } from './device.ts'
import { law } from './law.ts'
import type { Observed } from './observer.ts'
import { randomArrangement } from './random-arrangement.ts'
import { randomEdit } from './random-edit.ts'
import { randomPaste } from './random-paste.ts'
import type { Typist } from './typist.ts'
import type { World } from './world.ts'

/** A page of one person, driven by dice instead of a network. */
export interface SimulatedClient {
  readonly person: PersonId
  readonly device: Device
  /** Fresh per page load; names its work on the device too. */
  readonly client: string
  /** Another one when another page took over what was kept under the old one. */
  key: string
  state: SyncState
  /** The editor, for its undo: it shows what the state says. */
  editor: EditorState
  /** The log this page has heard of; not the server's when the folder was put back since. */
  log: readonly Observed[]
  held: Held
  /** The number of the last event the network has offered to this page. */
  offered: number
  commits: number
  /** For how many of its turns it has no network. */
  absentFor: number
  /** Its timers do not run and it answers nobody. */
  isFrozen: boolean
  /** Own commits that came back otherwise than predicted. */
  corrected: number
}

/** Opens the document: at its head, or with the work of a page of this device that is gone. */
export function join(
  world: World,
  person: PersonId,
  client: string,
  { device, isAdopting }: { readonly device: Device; readonly isAdopting: boolean },
): SimulatedClient {
  const record = isAdopting ? device.adopt(client) : undefined
  const state = record ? restore(world, record) : startAtHead(world)
  const page: SimulatedClient = {
    person,
    device,
    client,
    key: client,
    state,
    editor: newEditor(state),
    log: world.log(),
    held: new Map(),
    offered: state.confirmed.seq,
    commits: 0,
    absentFor: 0,
    isFrozen: false,
    corrected: 0,
  }
  checkClient(page)
  return page
}

function startAtHead(world: World, salvaged?: Salvaged): SyncState {
  const head = world.log().at(-1)
  const found = world.store().log.find(world.document)
  if (!head || !found) throw new Error('no document')
  return startState({ epoch: found.epoch, seq: head.seq, chain: head.chain, doc: head.doc }, salvaged)
}

function restore(world: World, record: OutboxRecord): SyncState {
  const version = world.store().log.version(world.document, record.seq)
  if (!version || version.chain !== record.chain) return startAtHead(world, salvageRecord(record))
  return fromRecord(record, version.doc)
}

function newEditor({ shown }: SyncState): EditorState {
  return EditorState.create({ doc: shown, plugins: [undoHistory()] })
}

/** The person writes. */
export function edit(page: SimulatedClient, random: Random, typist: Typist): void {
  apply(page, random, randomEdit(page.state.shown, random, typingAs(page, typist)))
}

/** The person moves blocks, or builds with them. */
export function arrange(page: SimulatedClient, random: Random, typist: Typist): void {
  apply(page, random, randomArrangement(page.state.shown, random, typingAs(page, typist)))
}

/** The person pastes over what there is. */
export function paste(page: SimulatedClient, random: Random, typist: Typist): void {
  apply(page, random, randomPaste(page.state.shown, random, typingAs(page, typist)))
}

/** What this page types is known as its own. */
export function typingAs({ client }: SimulatedClient, typist: Typist): Typist {
  return { ...typist, type: (count) => typist.type(count, client) }
}

/** The person does this. */
export function apply(page: SimulatedClient, random: Random, transform: Transform | undefined): void {
  if (!transform) return
  const { tr } = page.editor
  for (const step of transform.steps) tr.step(step)
  selectNearby(tr)
  // Far apart or close together: what is typed in a row is undone together.
  page.editor = page.editor.apply(tr.setTime(random.chance(0.5) ? 0 : random.int(1e6)))
  applyOwn(page, transform)
}

/** As every command of the editor does where the selected node is gone: ProseMirror throws when it maps such a selection. */
function selectNearby(tr: Transaction): void {
  try {
    tr.selection.map(tr.doc, tr.mapping.slice(tr.steps.length))
  } catch {
    tr.setSelection(Selection.near(tr.doc.resolve(0)))
  }
}

/** Takes back what this page did last. I13: nobody else's characters go with it. */
export function undoLast(page: SimulatedClient, typist: Typist): boolean {
  const before = page.state.shown.textContent
  const done = undo(page.editor, (tr) => {
    page.editor = page.editor.apply(tr)
    applyOwn(page, tr)
  })
  const left = new Set(page.state.shown.textContent)
  for (const character of before) {
    const author = typist.typed.get(character) ?? page.client
    const holds = left.has(character) || author === page.client
    law('I13', holds, () => `an undo of ${page.client} removed what ${author} typed`)
  }
  return done
}

function applyOwn(page: SimulatedClient, transform: Transform): void {
  page.state = applyLocal(page.state, transform)
  checkClient(page)
}

/** Writes unsent work down. False when another page owns it: this one goes on without it. */
export function write(page: SimulatedClient): boolean {
  const taken = page.device.write(page.key, page.state)
  if (!taken) return true
  page.key += '+'
  page.state = withoutTaken(page.state, taken)
  page.editor = newEditor(page.state)
  checkClient(page)
  page.device.write(page.key, page.state)
  return false
}

/** The bytes that leave next: those in flight once more, or of a new commit, written down before. */
export function send(page: SimulatedClient, steps: number): string | undefined {
  if (!page.state.inflight) {
    if (!hasUnsent(page.state)) return undefined
    page.commits += 1
    const names = { id: `${page.client}-${page.commits}`, client: page.client }
    page.state = formCommit(page.state, names, { steps })
    if (!write(page)) return undefined
  }
  return page.state.inflight?.body
}

/**
 * The page has a good connection: the server says whether it has the past this page stands on. If not, the page
 * starts over at the head and offers what it had not sent.
 */
export function connect(page: SimulatedClient, world: World): boolean {
  const log = world.log()
  if (page.log === log) return true
  const { seq, chain } = page.state.confirmed
  const isShared = log[seq]?.chain === chain
  if (!isShared) {
    page.state = startAtHead(world, salvage(page.state))
    page.editor = newEditor(page.state)
  }
  page.log = log
  page.held = new Map()
  page.offered = page.state.confirmed.seq
  checkClient(page)
  return isShared
}

/** Events arrive, in any order and number; answers true when some are missing between. */
export function offer(page: SimulatedClient, events: readonly ReadCommit[]): boolean {
  const { ready, held, isMissing } = orderEvents(page.state.confirmed.seq, page.held, events)
  page.held = held
  for (const { state, change } of receive(page.state, ready)) {
    if (page.state.inflight && !state.inflight && change) page.corrected += 1
    page.state = state
    if (change) page.editor = page.editor.apply(toRemoteTransaction(page.editor, change))
  }
  checkClient(page)
  return isMissing
}

/** I2, I3 and I15, at any moment. */
export function checkClient(page: SimulatedClient): void {
  const { confirmed, pending, shown, inflight } = page.state
  const version = page.log[confirmed.seq]
  const isFold = version !== undefined && confirmed.doc.eq(version.doc)
  law('I2', isFold, () => `confirmed(${confirmed.seq}) is not the fold`)
  law('I2', confirmed.chain === version?.chain, () => 'the chain is not that of the log')
  let doc = confirmed.doc
  for (const [i, { step }] of pending.entries()) {
    const result = step.apply(doc)
    law('I3', result.doc !== null, () => `pending step ${i} does not apply: ${result.failed}`)
    doc = result.doc ?? doc
  }
  law('I3', doc.eq(shown), () => 'confirmed plus pending is not what is shown')
  law('I3', page.editor.doc.eq(shown), () => 'what the editor shows is something else')
  law('I15', page.held.size <= HOLD_LIMIT, () => `${page.held.size} events are held`)
  const isBounded = !inflight || (inflight.count <= MAX_STEPS && inflight.body.length <= BODY_LIMIT_BYTES)
  law('I15', isBounded, () => 'a commit is larger than the server takes')
}

import type { Node } from 'prosemirror-model'
import * as v from 'valibot'
import type { PersonId } from '../../document/protocol/ids.ts'
import { type Held, orderEvents } from '../../web/sync/event-order.ts'
import { formCommit, hasUnsent } from '../../web/sync/form-commit.ts'
import { fromRecord, OutboxRecord, toRecord } from '../../web/sync/outbox-record.ts'
import {
  applyLocal,
  type ReadCommit,
  receive,
  type SyncState,
  startState,
} from '../../web/sync/sync-state.ts'
import type { Random } from '../support/random.ts'
import { randomEdit, type Typist } from './random-edit.ts'
import { law, type World } from './world.ts'

/** A page of one person, driven by dice instead of a network. */
export interface SimulatedClient {
  readonly person: PersonId
  /** Fresh per page load. */
  client: string
  state: SyncState
  held: Held
  /** The number of the last event the network has offered to this page. */
  offered: number
  commits: number
  /** For how many of its turns it has no network. */
  absentFor: number
  /** Own commits that came back otherwise than predicted. */
  corrected: number
}

/** Opens the document at its head. */
export function join(world: World, person: PersonId, client: string): SimulatedClient {
  const head = world.log.at(-1)
  const found = world.store().log.find(world.document)
  if (!head || !found) throw new Error('no document')
  const state = startState({ epoch: found.epoch, seq: head.seq, chain: head.chain, doc: head.doc })
  return { person, client, state, held: new Map(), offered: head.seq, commits: 0, absentFor: 0, corrected: 0 }
}

/** The person does something. */
export function edit(one: SimulatedClient, random: Random, typist: Typist): void {
  const transform = randomEdit(one.state.shown, random, typist)
  if (transform) one.state = applyLocal(one.state, transform)
}

/** Freezes the next commit, if there is anything to send; answers its bytes. */
export function send(one: SimulatedClient, steps: number): string | undefined {
  if (!hasUnsent(one.state)) return undefined
  one.commits += 1
  one.state = formCommit(one.state, { id: `${one.client}-${one.commits}`, client: one.client }, { steps })
  return one.state.inflight?.body
}

/** Events arrive, in any order and number; answers true when some are missing between. */
export function offer(one: SimulatedClient, world: World, events: readonly ReadCommit[]): boolean {
  const { ready, held, isMissing } = orderEvents(one.state.confirmed.seq, one.held, events)
  one.held = held
  for (const { state, change } of receive(one.state, ready)) {
    if (one.state.inflight && !state.inflight && change) one.corrected += 1
    one.state = state
  }
  checkClient(one, world)
  return isMissing
}

/** The page is reloaded: what it left in its outbox is all the next one has. */
export function reload(one: SimulatedClient, world: World, client: string): void {
  const left = JSON.stringify(toRecord(one.state) ?? null)
  one.client = client
  one.commits = 0
  one.held = new Map()
  if (left === 'null') {
    one.state = join(world, one.person, client).state
  } else {
    const record = v.parse(OutboxRecord, JSON.parse(left))
    const version = world.store().log.version(world.document, record.seq)
    law('I10', version?.chain === record.chain, () => 'the log forgot the version a page stood on')
    one.state = fromRecord(record, version?.doc as Node)
  }
  one.offered = one.state.confirmed.seq
  checkClient(one, world)
}

/** I2 and I3, at any moment. */
export function checkClient(one: SimulatedClient, world: World): void {
  const { confirmed, pending, shown } = one.state
  const version = world.log[confirmed.seq]
  law(
    'I2',
    version !== undefined && confirmed.doc.eq(version.doc),
    () => `confirmed(${confirmed.seq}) is not the fold`,
  )
  law('I2', confirmed.chain === version?.chain, () => 'the chain is not that of the log')
  let doc = confirmed.doc
  for (const [i, { step }] of pending.entries()) {
    const result = step.apply(doc)
    law('I3', result.doc !== null, () => `pending step ${i} does not apply: ${result.failed}`)
    doc = result.doc ?? doc
  }
  law('I3', doc.eq(shown), () => 'confirmed plus pending is not what is shown')
}

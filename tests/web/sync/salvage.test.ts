import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { emptyDocument, schema } from '../../../document/schema/schema.ts'
import { createDocumentCopy, salvage, withoutTaken } from '../../../web/sync/document-copy.ts'
import { formCommit } from '../../../web/sync/form-commit.ts'
import { createLoader, type Loaded, salvageRecord } from '../../../web/sync/load.ts'
import { noOutbox } from '../../../web/sync/outbox.ts'
import { toRecord } from '../../../web/sync/outbox-record.ts'
import type { ReadEvent } from '../../../web/sync/read-event.ts'
import { applyLocal, receive, type SyncState, startState } from '../../../web/sync/sync-state.ts'
import { systemClock } from '../../../web/system-clock.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../../support/http.ts'
import { createApi } from '../../support/page-api.ts'
import { startServer } from '../../support/server.ts'

/** A page that shows `abcdef` in its one paragraph, as event `seq` of a log left it. */
function aState(seq = 1): SyncState {
  const doc = new Transform(emptyDocument()).insert(3, schema.text('abcdef')).doc
  return startState({ epoch: 'epoch', seq, chain: `chain-${seq}`, doc })
}

function type(state: SyncState, at: number, text: string): SyncState {
  return applyLocal(state, new Transform(state.shown).insert(at, schema.text(text)))
}

function send(state: SyncState): SyncState {
  return formCommit(state, { id: 'commit-1', client: 'client-1' })
}

/** Somebody deletes from `from` to `to` of the confirmed document. */
function deleteThere(state: SyncState, from: number, to: number): SyncState {
  const { doc, seq } = state.confirmed
  const { steps } = new Transform(doc).delete(from, to)
  const event = { seq: seq + 1, chain: `chain-${seq + 1}`, id: `foreign-${seq}`, steps, dropped: [] }
  return receive(state, [event]).at(-1)?.state ?? state
}

const textOf = (lost: SyncState['lost']) => lost.map(({ text }) => text)

test('when a log is gone, words are offered that were under way and had lost their place already', () => {
  const state = deleteThere(type(send(type(aState(), 5, 'under way')), 3, 'unsent '), 4, 7)
  expect(state.inflight?.dropped).toHaveLength(1)
  expect(textOf(salvage(state).lost).sort()).toEqual(['under way', 'unsent '])
  const record = toRecord(state)
  expect(record && textOf(salvageRecord(record).lost).sort()).toEqual(['under way', 'unsent '])
})

test('a page whose work was taken over offers the lost words that its newest commit had gathered', () => {
  const written = toRecord(type(aState(), 3, 'taken '))
  const late = deleteThere(type(type(aState(), 3, 'taken '), 11, 'new'), 4, 7)
  expect(textOf(late.lost)).toEqual(['new'])
  const taken = { transactions: written?.transactions ?? 0, lost: 0, inflight: null }
  for (const state of [late, send(late)]) expect(textOf(withoutTaken(state, taken).lost)).toEqual(['new'])
})

test('a page does not offer what the page has that took over: its commit, and the words lost with it', () => {
  const state = send(type(deleteThere(type(aState(), 5, 'lost'), 4, 7), 3, 'sent '))
  expect(textOf(state.inflight?.lost ?? [])).toEqual(['lost'])
  const record = toRecord(state)
  const taken = { transactions: record?.transactions ?? 0, lost: 0, inflight: record?.inflight?.id ?? null }
  expect(withoutTaken(state, taken).lost).toEqual([])
})

test('what a page writes after it began anew is not taken for what another page took over before', () => {
  const before = type(type(aState(), 3, 'old '), 7, 'words ')
  const record = toRecord(before)
  if (!record) throw new Error('nothing unsent')
  const { transactions, lost } = record
  for (const salvaged of [salvage(before), salvageRecord(record)]) {
    const anew = type(startState(aState(2).confirmed, salvaged), 3, 'new')
    expect(textOf(withoutTaken(anew, { transactions, lost: lost.length, inflight: null }).lost)).toContain(
      'new',
    )
  }
})

test('a document that is loaded anew counts on from what was salvaged', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url), { title: 'Here' })
  const api = createApi({ base: url, fetch: createCookieFetch() })
  const salvaged = { lost: [{ reason: 'unfit' as const, text: 'old words' }], transactions: 7 }
  const { state } = await new Promise<Loaded>((resolve, reject) => {
    const never = () => reject(new Error('no document'))
    const loader = createLoader({
      document: id,
      api,
      clock: systemClock,
      random: Math.random,
      outbox: noOutbox,
      breathe: async () => undefined,
      onLoaded: resolve,
      onUnreachable: never,
      onRefused: never,
    })
    void loader.fresh(salvaged)
  })
  expect(state).toMatchObject(salvaged)
})

test('events that a page holds are forgotten with the document they were for', () => {
  const event = (seq: number, letter: string): ReadEvent => {
    const { steps } = new Transform(aState().shown).insert(3, schema.text(letter))
    return { seq, chain: letter, id: `event-${letter}`, client: 'client-2', steps, dropped: [] }
  }
  const copy = createDocumentCopy({
    onTaken: () => undefined,
    onRemote: () => undefined,
    onMissing: () => undefined,
  })
  copy.begin(aState(1))
  copy.take([event(3, 'X')])
  copy.begin(aState(1))
  copy.take([event(2, 'y')])
  expect(copy.state()?.confirmed).toMatchObject({ seq: 2, chain: 'y' })
})

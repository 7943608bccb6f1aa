import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import type { PutPresence } from '../../../document/protocol/presence.ts'
import { emptyDocument, schema } from '../../../document/schema/schema.ts'
import { createPresenceSender } from '../../../web/sync/presence-sender.ts'
import { applyLocal, receive, type SyncState, startState } from '../../../web/sync/sync-state.ts'

test('a caret that others push along is not told again, and never told from where it was', async () => {
  const world = aSender('hello')
  world.sender.set({ anchor: 8, head: 8 }, 'editing')
  await world.tick()
  expect(world.sent).toMatchObject([{ seq: 0, anchor: 8, head: 8 }])
  world.foreign('>> ', 3)
  await world.tick()
  expect(world.sent).toHaveLength(1)
  world.sender.set({ anchor: 4, head: 6 }, 'editing')
  await world.tick()
  expect(world.sent[1]).toMatchObject({ seq: 1, anchor: 4, head: 6 })
})

test('a caret behind words that are not sent yet is told where they will be', async () => {
  const world = aSender('hello')
  world.local('!!', 8)
  world.sender.set({ anchor: 10, head: 10 }, 'editing')
  await world.tick()
  expect(world.sent).toMatchObject([{ seq: 0, anchor: 8, head: 8 }])
})

test('a caret that moves while it is being told is told afterwards: the older word never arrives last', async () => {
  const world = aSender('hello')
  world.sender.set({ anchor: 3, head: 3 }, 'editing')
  await world.tick('late')
  world.sender.set({ anchor: 8, head: 8 }, 'editing')
  await world.tick('late')
  expect(world.sent).toMatchObject([{ head: 3 }])
  await world.answerLate()
  await world.tick()
  expect(world.sent).toMatchObject([{ head: 3 }, { head: 8 }])
})

test('a word that did not arrive is not believed to be known', async () => {
  const world = aSender('hello')
  world.sender.set({ anchor: 8, head: 8 }, 'editing')
  await world.tick(false)
  world.sender.refresh()
  await world.tick()
  await world.tick()
  expect(world.sent).toMatchObject([{ head: 8 }, { head: 8 }])
})

test('among a hundred people a caret is told four times a second, not ten times', async () => {
  const world = aSender('hello')
  world.sender.set({ anchor: 3, head: 3 }, 'editing')
  await world.tick()
  world.fill(100)
  await world.tick()
  world.sender.set({ anchor: 8, head: 8 }, 'editing')
  expect([world.waits[0], world.waits.at(-1)]).toEqual([100, 250])
})

/** A sender over a document of one paragraph, with a clock turned by hand. */
function aSender(text: string) {
  const start = new Transform(emptyDocument()).insert(3, schema.text(text)).doc
  let state: SyncState = startState({ epoch: 'e', seq: 0, chain: 'c', doc: start })
  const sent: PutPresence[] = []
  const waits: number[] = []
  let others = 1
  let task: (() => void) | undefined
  let answer = (_isTaken: boolean) => {}
  const sender = createPresenceSender({
    client: 'client-a',
    clock: {
      now: () => 0,
      after: (ms, next) => {
        waits.push(ms)
        task = next
        return () => undefined
      },
    },
    state: () => state,
    others: () => others,
    put: (presence) => {
      sent.push(presence)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
  })
  return {
    sender,
    sent,
    /** How long each wait was, in milliseconds. */
    waits,
    fill(people: number) {
      others = people
    },
    /** Lets a tenth of a second pass, and the server answer. */
    async tick(isTaken: boolean | 'late' = true) {
      const due = task
      task = undefined
      due?.()
      if (isTaken !== 'late') answer(isTaken)
      await Promise.resolve()
    },
    answerLate: async () => {
      answer(true)
      await Promise.resolve()
    },
    local(inserted: string, at: number) {
      state = applyLocal(state, new Transform(state.shown).insert(at, schema.text(inserted)))
    },
    foreign(inserted: string, at: number) {
      const { steps } = new Transform(state.confirmed.doc).insert(at, schema.text(inserted))
      const seq = state.confirmed.seq + 1
      for (const next of receive(state, [{ seq, chain: 'c', id: `other-${seq}`, steps, dropped: [] }])) {
        state = next.state
        if (next.change) sender.move(next.change.transform.mapping)
      }
      sender.follow(steps, false)
      sender.refresh()
    },
  }
}

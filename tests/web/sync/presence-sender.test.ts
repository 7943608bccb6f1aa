import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import type { PutPresence } from '../../../document/protocol/presence.ts'
import { schema } from '../../../document/schema/schema.ts'
import { createPresenceSender } from '../../../web/sync/presence-sender.ts'
import { receive, startState } from '../../../web/sync/sync-state.ts'

const { doc, title, paragraph } = schema.nodes

test('a selection that others push along is told where it is, not where it was', () => {
  const page = aSender()
  page.sender.set({ anchor: 3, head: 8 }, 'editing')
  page.othersWrite('>> ')
  page.passTime()
  expect(page.told).toMatchObject([{ seq: 1, anchor: 3, head: 11 }])
})

test('a caret that others push along needs no word: everybody works it out', () => {
  const page = aSender()
  page.sender.set({ anchor: 8, head: 8 }, 'editing')
  page.passTime()
  page.othersWrite('>> ')
  page.passTime()
  expect(page.told).toMatchObject([{ seq: 0, anchor: 8, head: 8 }])
})

/** A sender on "hello", with a clock that moves when told; others write at the start of the paragraph. */
function aSender() {
  const text = doc.create(null, [title.create(), paragraph.create(null, schema.text('hello'))])
  let state = startState({ epoch: 'e', seq: 0, chain: '', doc: text })
  let due: (() => void) | undefined
  const told: PutPresence[] = []
  const sender = createPresenceSender({
    client: 'client-one',
    clock: {
      now: () => 0,
      after: (_ms, task) => {
        due = task
        return () => undefined
      },
    },
    state: () => state,
    put: (presence) => void told.push(presence),
  })
  return {
    sender,
    told,
    passTime() {
      due?.()
      due = undefined
    },
    othersWrite(words: string) {
      const { steps } = new Transform(state.confirmed.doc).insert(3, schema.text(words))
      const [received] = receive(state, [{ seq: 1, chain: '', id: 'theirs-1', steps, dropped: [] }])
      if (!received?.change) throw new Error('nothing changed')
      state = received.state
      sender.move(received.change.transform.mapping)
      sender.follow(steps, false)
      sender.refresh()
    },
  }
}

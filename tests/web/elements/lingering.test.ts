import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Participant } from '../../../document/protocol/presence.ts'
import { createLingering } from '../../../web/elements/lingering.ts'

test('who comes back in time was never gone', () => {
  const page = aPage()
  page.update([ann('one'), bob])
  page.update([bob])
  expect(page.shown()).toEqual(['bob at 3', 'ann nowhere'])
  page.update([bob, ann('two')])
  expect(page.shown()).toEqual(['bob at 3', 'ann at 3'])
  page.passTime()
  expect(page.shown()).toEqual(['bob at 3', 'ann at 3'])
})

test('who stays away is gone after a while, once', () => {
  const page = aPage()
  page.update([ann('one'), bob])
  page.update([bob])
  page.update([bob])
  page.passTime()
  expect(page.shown()).toEqual(['bob at 3'])
  page.update([])
  page.passTime()
  expect(page.shown()).toEqual([])
})

test('who closes one of two pages does not linger twice', () => {
  const page = aPage()
  page.update([ann('one'), ann('two')])
  page.update([ann('two')])
  expect(page.shown()).toEqual(['ann at 3'])
})

const ann = (client: string) => aParticipant('ann', client)
const bob = aParticipant('bob', 'bobs-page')

function aParticipant(name: string, client: string): Participant {
  const person = { id: name.padEnd(12, '-'), name, colour: 1 }
  return v.parse(Participant, {
    client: client.padEnd(12, '-'),
    person,
    seq: 1,
    anchor: 3,
    head: 3,
    state: 'editing',
  })
}

/** Who is shown, and a clock that moves when told. */
function aPage() {
  let shown: readonly Participant[] = []
  const due = new Set<() => void>()
  const update = createLingering(
    (_ms, task) => {
      due.add(task)
      return () => void due.delete(task)
    },
    (participants) => {
      shown = participants
    },
  )
  return {
    update,
    shown: () =>
      shown.map(({ person, head }) => `${person.name} ${head === null ? 'nowhere' : `at ${head}`}`),
    passTime() {
      for (const task of due) task()
      due.clear()
    },
  }
}

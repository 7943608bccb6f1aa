import { expect, test } from 'vitest'
import { type Held, HOLD_LIMIT, orderEvents } from '../../../web/sync/event-order.ts'
import type { ReadCommit } from '../../../web/sync/sync-state.ts'

test('the one event that everything waits for is taken, however many wait', () => {
  let held: Held = new Map()
  for (let seq = 2; seq < 2 * HOLD_LIMIT; seq++) held = orderEvents(0, held, [anEvent(seq)]).held
  expect(held.size).toBe(HOLD_LIMIT)
  const { ready, isMissing } = orderEvents(0, held, [anEvent(1)])
  expect(ready.map(({ seq }) => seq)).toEqual(Array.from({ length: HOLD_LIMIT + 1 }, (_, i) => i + 1))
  expect(isMissing).toBe(false)
})

function anEvent(seq: number): ReadCommit {
  return { seq, chain: `chain ${seq}`, id: `commit ${seq}`, steps: [], dropped: [] }
}

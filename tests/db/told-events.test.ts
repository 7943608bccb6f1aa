import * as v from 'valibot'
import { expect, test } from 'vitest'
import { readLoggedEvent } from '../../db/event-row.ts'
import { CommitEvent } from '../../document/protocol/stream-events.ts'
import { typing } from '../support/store.ts'

/** A row of the log whose one step types so many letters. */
function row(letters: string, others: object) {
  return {
    ...{ seq: 7, kind: 1, chain: Buffer.alloc(9, 1), id: 'commit-0001', client: 'client-0001' },
    ...{ person: 'annannannann', name: 'Ann "the first"', at: 5 },
    body: JSON.stringify({ steps: [typing(letters, 3).toJSON()], ...others }),
  }
}

const SAID = '"dropped":[{"index":0}]} \\ é \u2028 \u{1F600}'
const OTHERS = [
  {},
  { tags: { via: 'paste' } },
  { hash: 'abcdefgh' },
  { dropped: [{ index: 0, reason: 'deleted' }], tags: { dropped: [1] }, hash: 'abcdefgh' },
  { tags: { dropped: [1] } },
]

test('S3 a long commit is told as it stands in the log, as a short one is that was read', () => {
  for (const others of OTHERS) {
    const told = [SAID, SAID.repeat(2_000), 'x'.repeat(40_000)].map((letters) => {
      const { event } = readLoggedEvent(row(letters, others))
      const { steps, ...rest } = JSON.parse(event.json)
      expect(v.is(CommitEvent, { steps, ...rest })).toBe(true)
      expect(steps).toEqual([typing(letters, 3).toJSON()])
      return rest
    })
    expect(told[0]).toEqual({
      ...{
        seq: 7,
        chain: Buffer.alloc(9, 1).toString('base64url'),
        id: 'commit-0001',
        client: 'client-0001',
      },
      ...{ person: { id: 'annannannann', name: 'Ann "the first"' }, at: 5, dropped: [], ...others },
    })
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  }
})

test('a damaged row is not told', () => {
  for (const body of [
    '',
    '{',
    `{"steps":[${'x'.repeat(40_000)}`,
    JSON.stringify({ steps: 'x'.repeat(40_000) }),
  ])
    expect(() => readLoggedEvent({ ...row('x', {}), body })).toThrow()
})

import { expect, test } from 'vitest'
import { parseDocument, schema } from '../../../document/schema/schema.ts'
import { createDocumentCopy } from '../../../web/sync/document-copy.ts'
import { HOLD_LIMIT } from '../../../web/sync/event-order.ts'
import type { ReadEvent } from '../../../web/sync/read-event.ts'
import { startState } from '../../../web/sync/sync-state.ts'

test('I15 what arrives during a long composition is bounded, and the rest is fetched after it', () => {
  let seq = 0
  let fetches = 0
  const copy = createDocumentCopy({
    onTaken: (event) => {
      seq = event.seq
    },
    onRemote: () => undefined,
    onMissing: () => {
      fetches += 1
    },
  })
  const empty = schema.node('doc', null, [schema.node('title'), schema.node('paragraph')])
  copy.set(startState({ epoch: 'e', seq: 0, chain: '', doc: parseDocument(empty.toJSON()) }))
  copy.hold()
  for (let n = 1; n <= HOLD_LIMIT + 5; n++) copy.take([anEvent(n)])
  expect([seq, fetches]).toEqual([0, 0])
  copy.release()
  expect([seq, fetches]).toEqual([HOLD_LIMIT, 1])
  copy.hold()
  copy.take([anEvent(HOLD_LIMIT + 1)])
  copy.release()
  expect([seq, fetches]).toEqual([HOLD_LIMIT + 1, 1])
})

function anEvent(seq: number): ReadEvent {
  return { seq, chain: `chain ${seq}`, id: `commit ${seq}`, client: 'somebody', steps: [], dropped: [] }
}

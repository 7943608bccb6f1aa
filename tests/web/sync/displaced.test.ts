import { expect, test } from 'vitest'
import { emptyDocument } from '../../../document/schema/schema.ts'
import { displacedHere } from '../../../web/sync/displaced.ts'
import { type SyncState, startState } from '../../../web/sync/sync-state.ts'
import { typing } from '../../support/store.ts'

test('text that found no place is known on the page until the server has it', () => {
  const confirmed = { epoch: 'epoch', seq: 1, chain: 'chain', doc: emptyDocument() }
  const state: SyncState = {
    ...startState(confirmed),
    lost: [{ reason: 'deleted', text: 'dropped before it left' }],
    inflight: {
      id: 'commit-1',
      body: '{}',
      count: 2,
      dropped: [
        { step: typing('o', 3), reason: 'deleted' },
        { step: typing('n', 4), reason: 'deleted' },
      ],
      lost: [{ reason: 'unfit', text: 'reported' }],
    },
  }
  const texts = (isOnDisk: boolean) => displacedHere(state, isOnDisk).map(({ text }) => text)
  expect(texts(false)).toEqual(['reported', 'on', 'dropped before it left'])
  expect(texts(true)).toEqual(['dropped before it left'])
})

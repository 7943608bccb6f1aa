import { expect, test } from 'vitest'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { aCommit, aDocument, aStore, record, typing } from '../support/store.ts'

type TestStore = ReturnType<typeof aStore>

function large(store: TestStore, id: DocumentId, bytes: number): PostCommit {
  return aCommit(store, id, [], { lost: [{ reason: 'deleted', text: 'x'.repeat(bytes) }] })
}

/** Leaves room for what is small and for nothing that is large. */
async function almostFill(store: TestStore, id: DocumentId): Promise<void> {
  for (const bytes of [200_000, 60_000]) {
    for (;;) {
      const outcome = await record(store, id, large(store, id, bytes)).catch((error: unknown) => error)
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ name: 'StorageFailure', code: 'storage-full' })
        break
      }
    }
  }
}

test('E7 what does not fit takes nobody of its turn with it, and nothing of it stays in memory or on disk', async () => {
  const store = aStore(undefined, { maxBytes: 1_048_576 })
  const [one, two] = [aDocument(store), aDocument(store)]
  await almostFill(store, one)
  const heads = [store.log.find(one)?.seq ?? 0, store.log.find(two)?.seq ?? 0] as const
  store.announced.length = 0

  const tooLarge = large(store, one, 300_000)
  const turn = [
    record(store, one, aCommit(store, one, [typing('a', 3)])),
    record(store, one, tooLarge),
    record(store, two, aCommit(store, two, [typing('b', 3)])),
    record(store, one, aCommit(store, one, [typing('c', 3)])),
  ]
  const outcomes = await Promise.allSettled(turn)
  expect(outcomes).toMatchObject([
    { value: { kind: 'recorded', answer: { seq: heads[0] + 1 } } },
    { reason: { code: 'storage-full' } },
    { value: { kind: 'recorded', answer: { seq: heads[1] + 1 } } },
    { value: { kind: 'recorded', answer: { seq: heads[0] + 2 } } },
  ])
  expect(store.announced.filter(({ id }) => id === one).at(-1)?.head).toBe(heads[0] + 2)
  const version = store.log.version(one)
  const refused = await record(store, one, tooLarge).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'storage-full' })
  expect(store.log.version(one)).toEqual(version)

  store.close()
  const roomier = aStore(store.folder, { maxBytes: 2_097_152 })
  expect(roomier.log.version(one)?.doc.toJSON()).toEqual(version?.doc.toJSON())
  expect(roomier.log.find(one)?.chain).toBe(version?.chain)
  const taken = await record(roomier, one, tooLarge)
  expect(taken).toMatchObject({ kind: 'recorded', answer: { seq: heads[0] + 3 } })
  expect(await record(roomier, one, tooLarge)).toEqual({ ...taken, kind: 'repeated' })
})

import { expect, test } from 'vitest'
import { advanceRing, type RingVersion } from '../../db/heads.ts'
import { MAX_COMMITS_BEHIND } from '../../document/commit/decide.ts'
import { emptyDocument } from '../../document/schema/schema.ts'

test('I15 a head keeps as many versions behind it as a late commit may need, and no more', () => {
  const version = (seq: number): RingVersion => {
    return { seq, chain: Buffer.alloc(9), doc: emptyDocument(), steps: [] }
  }
  let ring: readonly RingVersion[] = [version(0)]
  for (let seq = 1; seq <= 1_000; seq++) ring = advanceRing(ring, version(seq))
  expect(ring.map(({ seq }) => seq)).toEqual(
    Array.from({ length: MAX_COMMITS_BEHIND + 1 }, (_, i) => 1_000 - MAX_COMMITS_BEHIND + i),
  )
})

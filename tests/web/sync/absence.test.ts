import { Transform } from 'prosemirror-transform'
import { expect, onTestFinished, test } from 'vitest'
import { emptyDocument, schema } from '../../../document/schema/schema.ts'
import { createAbsence } from '../../../web/sync/absence.ts'
import { applyLocal, startState } from '../../../web/sync/sync-state.ts'
import { systemClock } from '../../../web/system-clock.ts'

test('what was written after the log changed stays, though a copy of what was there before is made only then', async () => {
  const empty = startState({ epoch: 'e', seq: 0, chain: 'c', doc: emptyDocument() })
  const state = applyLocal(empty, new Transform(empty.shown).insert(3, schema.text('mine')))
  let made = (_: string) => {}
  let drops = 0
  const absence = createAbsence({
    clock: systemClock,
    now: Date.now,
    state: () => state,
    isCaughtUp: () => true,
    onReview: () => undefined,
    copy: () => new Promise((resolve) => (made = resolve)),
    drop: () => (drops += 1),
  })
  onTestFinished(absence.stop)
  absence.resumeFrom(Date.now() - 3_600_000)
  const settled = absence.settle('copy')
  absence.end()
  made('copy-1')
  expect(await settled).toBe('copy-1')
  expect(drops).toBe(0)
})

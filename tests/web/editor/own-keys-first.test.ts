import { expect, test } from 'vitest'
import { parseDocument, schema } from '../../../document/schema/schema.ts'
import { createTurns } from '../../../web/editor/own-keys-first.ts'
import { createDocumentCopy } from '../../../web/sync/document-copy.ts'
import type { ReadEvent } from '../../../web/sync/read-event.ts'
import { startState } from '../../../web/sync/sync-state.ts'
import { createHandClock } from '../../support/hand-clock.ts'

const FRAME_MS = 16
const empty = schema.node('doc', null, [schema.node('title'), schema.node('paragraph')])

test('a key is on the screen before what others write is taken in', () => {
  const page = aPage()
  page.others(1)
  expect(page.seq()).toBe(1)
  page.turns.onOwn()
  page.others(2)
  expect(page.seq()).toBe(1)
  page.turn(FRAME_MS)
  expect(page.seq()).toBe(2)
})

test('beside somebody who writes, many changes of others are drawn together, twenty times a second', () => {
  const page = aPage()
  page.turns.onOwn()
  page.turn(FRAME_MS)
  let drawings = 0
  for (let n = 1, before = page.seq(); n <= 50; n++) {
    page.others(n)
    page.turn(10)
    if (page.seq() !== before) drawings += 1
    before = page.seq()
  }
  page.turn(100)
  expect(page.seq()).toBe(50)
  expect(drawings).toBeGreaterThan(5)
  expect(drawings).toBeLessThan(12)
})

test('where nobody writes any more, others are drawn as they come', () => {
  const page = aPage()
  page.turns.onOwn()
  page.turn(600)
  for (let n = 1; n <= 10; n++) {
    page.others(n)
    expect(page.seq()).toBe(n)
  }
})

test('a key within a composition, which keeps others away longer, lets nothing in', () => {
  const page = aPage()
  page.copy.hold()
  page.turns.onOwn()
  page.others(1)
  page.turn(1_000)
  expect(page.seq()).toBe(0)
  page.copy.release()
  expect(page.seq()).toBe(1)
})

test('an editor that is closed while it waits lets everything in', () => {
  const page = aPage()
  page.turns.onOwn()
  page.others(1)
  page.turns.stop()
  expect(page.seq()).toBe(1)
  page.turn(1_000)
  page.others(2)
  expect(page.seq()).toBe(2)
})

function aPage() {
  const clock = createHandClock()
  const copy = createDocumentCopy({
    onTaken: () => turns.onOthers(),
    onRemote: () => undefined,
    onMissing: () => undefined,
  })
  const after = (ms: number, run: () => void) => clock.after(ms, run).cancel
  const turns = createTurns({
    hold: copy.hold,
    release: copy.release,
    clock: { now: clock.now, after },
    afterFrame: (run) => after(FRAME_MS, run),
  })
  copy.set(startState({ epoch: 'e', seq: 0, chain: '', doc: parseDocument(empty.toJSON()) }))
  return {
    copy,
    turns,
    turn: clock.turn,
    others: (seq: number) => copy.take([anEvent(seq)]),
    seq: () => copy.state()?.confirmed.seq,
  }
}

function anEvent(seq: number): ReadEvent {
  return { seq, chain: `chain ${seq}`, id: `commit ${seq}`, client: 'somebody', steps: [], dropped: [] }
}

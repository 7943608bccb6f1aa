import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { parseDocumentId } from '../../document/protocol/ids.ts'
import { createHub, type Listener } from '../../server/live/hub.ts'
import { createMetrics } from '../../server/metrics.ts'
import { createHandClock } from '../support/hand-clock.ts'

const DOCUMENT = parseDocumentId('AAAAAAAAAAAAAAAAAAAAAA')

/** A hub whose listeners say what they do; telling one of them takes `costMs`. */
function aHub(costMs: number) {
  if (!DOCUMENT) throw new Error('not a document id')
  const id = DOCUMENT
  const hand = createHandClock()
  let spent = 0
  const clock = { ...hand, elapsed: () => hand.elapsed() + spent }
  const metrics = createMetrics()
  const hub = createHub({ clock, metrics, read: () => [], pace: { spend: () => undefined } })
  const said: string[] = []
  let told = (): void => undefined
  const watch = (name: string): void => {
    const listener: Listener = {
      wake: () => {
        spent += costMs
        said.push(`${name} wakes`)
      },
      flush: () => {
        said.push(`${name} writes`)
        told()
      },
    }
    hub.watch(id, 0, () => listener)
  }
  let head = 0
  return {
    ...{ clock, metrics, said, watch },
    announce: () => hub.announce(id, ++head),
    /** Resolves when somebody was written to and the round that did it is over. */
    nextWrite: () =>
      new Promise<void>((resolve) => {
        told = () => void setImmediate(resolve)
      }),
  }
}

test('S10 a lone event is told at once; while telling takes long, what comes meanwhile is told together', async () => {
  const { clock, metrics, said, watch, announce, nextWrite } = aHub(8)
  watch('reader')
  announce()
  await nextWrite()
  expect(said).toEqual(['reader wakes', 'reader writes'])
  for (let i = 0; i < 50; i++) announce()
  clock.turn(7)
  await nextTurn()
  expect(said).toHaveLength(2)
  const second = nextWrite()
  clock.turn(1)
  await second
  expect(said).toEqual(['reader wakes', 'reader writes', 'reader wakes', 'reader writes'])
  clock.turn(8)
  announce()
  await nextWrite()
  expect(said).toHaveLength(6)
  expect([metrics.rounds.count, metrics.rounds.sumMs]).toEqual([3, 24])
})

test('S10 however long telling takes, the next round waits 20 ms at most', async () => {
  const { clock, said, watch, announce, nextWrite } = aHub(500)
  watch('reader')
  announce()
  await nextWrite()
  announce()
  clock.turn(19)
  await nextTurn()
  expect(said).toHaveLength(2)
  const second = nextWrite()
  clock.turn(1)
  await second
  expect(said).toHaveLength(4)
})

test('S10 thousands are told in slices, and the event loop has its turn between them', async () => {
  const { said, watch, announce, nextWrite } = aHub(0)
  for (let i = 0; i < 1_201; i++) watch(`reader ${i}`)
  const seen = new Set<number>()
  let isOver = false
  const look = (): void => {
    seen.add(said.length)
    if (!isOver) setImmediate(look)
  }
  announce()
  look()
  while (said.length < 2 * 1_201) await nextWrite()
  isOver = true
  expect([...seen].filter((count) => count > 0 && count < 2_402)).toEqual([
    ...[250, 500, 750, 1_000, 1_451, 1_701, 1_951, 2_201],
  ])
})

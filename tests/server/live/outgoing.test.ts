import { expect, test } from 'vitest'
import { createOutgoing, PIECE_BYTES } from '../../../server/live/outgoing.ts'
import { createSharedBytes } from '../../../server/live/shared-bytes.ts'
import { createHeldBytes } from '../../../server/network/held-bytes.ts'
import type { Network } from '../../../server/network/network.ts'
import { createHandClock } from '../../support/hand-clock.ts'

const LONG = 1_000_000

/** Readers who may together keep so many bytes waiting; those who are dropped are named. */
function readers(most: number) {
  const clock = createHandClock()
  const held = createHeldBytes(most, clock)
  const shared = createSharedBytes(held)
  const dropped: string[] = []
  const open = (name: string) => {
    const outgoing = createOutgoing((bytes) =>
      shared.wait(bytes, '192.0.2.1' as Network, () => {
        dropped.push(name)
        outgoing.clear()
      }),
    )
    return outgoing
  }
  return { clock, held, dropped, open }
}

test('S8 bytes that many wait for are counted once, for as long as one of them waits', () => {
  const { held, open } = readers(LONG)
  const bytes = Buffer.alloc(LONG)
  const waiting = ['a', 'b', 'c'].map(open)
  for (const outgoing of waiting) {
    outgoing.push(bytes, true)
    outgoing.waitForRest()
  }
  expect(held.total()).toBe(LONG)
  expect(waiting[0]?.size()).toEqual({ all: LONG, own: 0 })
  waiting[0]?.clear()
  while ((waiting[1]?.size().all ?? 0) > 0) waiting[1]?.takePiece()
  expect(held.total()).toBe(LONG)
  waiting[2]?.clear()
  expect(held.total()).toBe(0)
})

test('S8 whoever waits for long events of their own is dropped when they are too many, who stands still first', () => {
  const { clock, dropped, held, open } = readers(2.5 * LONG)
  const waiting = ['a', 'b', 'c'].map((name) => ({ name, outgoing: open(name) }))
  for (const { name, outgoing } of waiting) {
    clock.turn(1)
    waiting[0]?.outgoing.takePiece()
    outgoing.push(Buffer.alloc(LONG), true)
    if (name === 'c') waiting[0]?.outgoing.takePiece()
    outgoing.waitForRest()
  }
  expect(dropped[0]).toBe('b')
  expect(dropped).toHaveLength(2)
  expect(held.total()).toBe(LONG)
})

test('S8 the last piece of a long event does not keep the rest of it in memory', () => {
  const { open } = readers(LONG)
  const outgoing = open('a')
  outgoing.push(Buffer.alloc(LONG, 'x'), true)
  const pieces: Buffer[] = []
  while (outgoing.size().all > 0) pieces.push(outgoing.takePiece())
  expect(Buffer.concat(pieces).toString()).toBe('x'.repeat(LONG))
  for (const piece of pieces) expect(piece.buffer.byteLength).toBeLessThanOrEqual(PIECE_BYTES)
})

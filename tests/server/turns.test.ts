import { expect, test } from 'vitest'
import type { Asker } from '../../server/exchange/asker.ts'
import { createTurns, type Waiting } from '../../server/exchange/turns.ts'
import { createHandClock } from '../support/hand-clock.ts'

interface Named extends Waiting {
  readonly name: string
}

const ANN: Asker = { person: 'ann', network: '10.0.0.1' }
const BOB: Asker = { person: 'bob', network: '10.0.0.2' }
const CLEO: Asker = { person: 'cleo', network: '10.0.0.1' }

function aQueue() {
  const clock = createHandClock()
  const turns = createTurns<Named>({ person: 8, network: 32, all: 64, bytes: 1_000 }, clock.elapsed)
  const add = (asker: Asker, name: string, bytes = 1) => turns.add({ asker, name, bytes })
  const take = () => turns.take(() => true)
  return { clock, turns, add, take }
}

test('a person has one thing done at a time, however many places are free', () => {
  const { turns, add, take } = aQueue()
  for (const name of ['a1', 'a2']) add(ANN, name)
  add(BOB, 'b1')
  const first = take()
  expect([first, take(), take()].map((work) => work?.name)).toEqual(['a1', 'b1', undefined])
  if (first) turns.done(first, 1)
  expect(take()?.name).toBe('a2')
})

test('who has had much lately lets others go first, and so do the others of their network', () => {
  const { turns, add, take } = aQueue()
  add(ANN, 'long')
  const long = take()
  if (long) turns.done(long, 9_000)
  for (const [asker, name] of [
    [ANN, 'a'],
    [CLEO, 'c'],
    [BOB, 'b'],
  ] as const)
    add(asker, name)
  expect([take(), take(), take()].map((work) => work?.name)).toEqual(['b', 'c', 'a'])
})

test('what was long ago is forgotten', () => {
  const { clock, turns, add, take } = aQueue()
  add(ANN, 'long')
  const long = take()
  if (long) turns.done(long, 9_000)
  clock.turn(10_000)
  add(ANN, 'a')
  add(BOB, 'b')
  expect(take()?.name).toBe('a')
})

test('of those who have had as little, whoever brings less goes first', () => {
  const { add, take } = aQueue()
  add(ANN, 'large', 900)
  add(BOB, 'small', 10)
  expect(take()?.name).toBe('small')
})

test('what waits is bounded by bytes too, and one thing always finds room', () => {
  const { add } = aQueue()
  add(ANN, 'more than all', 2_000)
  expect(() => add(BOB, 'another')).toThrow('too-many-requests')
})

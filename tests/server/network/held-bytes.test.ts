import { expect, test } from 'vitest'
import { createHeldBytes } from '../../../server/network/held-bytes.ts'
import type { Network } from '../../../server/network/network.ts'
import { createHandClock } from '../../support/hand-clock.ts'

function aHolder(most: number) {
  const clock = createHandClock()
  const held = createHeldBytes(most, clock)
  const dropped: string[] = []
  const hold = (name: string, network: string, bytes: number) => {
    const holding = held.hold(network as Network, () => dropped.push(name))
    clock.turn(1)
    holding.set(bytes)
    return holding
  }
  return { clock, held, dropped, hold }
}

test('what fits is held, and given back once', () => {
  const { held, dropped, hold } = aHolder(100)
  const [one, two] = [hold('one', 'a', 60), hold('two', 'b', 40)]
  expect([held.total(), dropped]).toEqual([100, []])
  one.release()
  one.release()
  one.set(50)
  two.set(10)
  expect(held.total()).toBe(10)
})

test('of too much, the network that holds most gives, and of it what has not moved for longest', () => {
  const { clock, held, dropped, hold } = aHolder(100)
  hold('honest', 'school', 30)
  const slow = hold('slow', 'attacker', 20)
  const quick = hold('quick', 'attacker', 20)
  hold('silent', 'attacker', 20)
  clock.turn(1_000)
  slow.set(21)
  clock.turn(1_000)
  quick.set(40)
  expect(dropped).toEqual(['silent', 'slow'])
  expect(held.total()).toBe(70)
})

test('whoever is alone is never stopped by their own', () => {
  const { held, dropped, hold } = aHolder(100)
  hold('large', 'a', 500)
  expect([held.total(), dropped]).toEqual([500, []])
  hold('small', 'b', 1)
  expect([held.total(), dropped]).toEqual([1, ['large']])
})

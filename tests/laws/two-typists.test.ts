import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import type { PersonId } from '../../document/protocol/ids.ts'
import { schema } from '../../document/schema/schema.ts'
import { orderEvents } from '../../web/sync/event-order.ts'
import { applyLocal, receive } from '../../web/sync/sync-state.ts'
import { createRandom } from '../support/random.ts'
import { again, seedsToTry } from '../support/seeds.ts'
import { createDevice } from './device.ts'
import { join, type SimulatedClient, send } from './simulated-client.ts'
import { createWorld, type World } from './world.ts'

const SEEDS = 200
const LETTERS = 15

interface Writer {
  readonly page: SimulatedClient
  readonly letter: string
  caret: number
}

test('I14 two people who type at one place stay two runs, however their messages cross', async () => {
  for (const seed of seedsToTry(SEEDS)) {
    const random = createRandom(seed)
    const world = createWorld([], { isFlipped: false })
    const writers = ['a', 'b'].map((letter): Writer => {
      const person = letter.repeat(12) as PersonId
      const page = join(world, person, `client-of-${letter}`, { device: createDevice(), isAdopting: false })
      return { page, letter, caret: 3 }
    })
    for (const writer of writers) {
      for (let left = LETTERS; left > 0; left--) {
        type(writer)
        if (random.chance(0.4)) await post(world, random.pick(writers))
        if (random.chance(0.4)) deliver(world, random.pick(writers))
        const other = random.pick(writers)
        if (other !== writer && count(other) < LETTERS) type(other)
      }
    }
    for (const writer of writers) for (let left = LETTERS - count(writer); left > 0; left--) type(writer)
    while (writers.some(({ page }) => page.state.pending.length)) {
      for (const writer of writers) await post(world, writer)
      for (const writer of writers) deliver(world, writer)
    }
    const runs = [
      `${'a'.repeat(LETTERS)}${'b'.repeat(LETTERS)}`,
      `${'b'.repeat(LETTERS)}${'a'.repeat(LETTERS)}`,
    ]
    expect(runs, again(seed)).toContain(world.log().at(-1)?.doc.textContent)
    world.close()
  }
})

function count({ page, letter }: Writer): number {
  return [...page.state.shown.textContent].filter((character) => character === letter).length
}

function type(writer: Writer): void {
  if (count(writer) >= LETTERS) return
  const transform = new Transform(writer.page.state.shown)
  transform.insert(writer.caret, schema.text(writer.letter))
  writer.page.state = applyLocal(writer.page.state, transform)
  writer.caret += 1
}

async function post(world: World, { page }: Writer): Promise<void> {
  const body = send(page, 200)
  if (body) await world.post([{ person: page.person, body }])
}

function deliver(world: World, writer: Writer): void {
  const { page } = writer
  const { ready } = orderEvents(page.state.confirmed.seq, new Map(), world.log().slice(1))
  for (const { state, change } of receive(page.state, ready)) {
    page.state = state
    if (change) writer.caret = change.transform.mapping.map(writer.caret, -1)
  }
}

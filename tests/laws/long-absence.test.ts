import { expect, test } from 'vitest'
import { MAX_COMMITS_BEHIND } from '../../document/commit/decide.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import { landUnsent } from '../../web/sync/sync-state.ts'
import { createRandom } from '../support/random.ts'
import { createDevice } from './device.ts'
import { edit, join, offer, send } from './simulated-client.ts'
import { createTypist } from './typist.ts'
import { createWorld } from './world.ts'

test('a page that comes back too far behind is told so, catches up in one rebase and loses nothing', async () => {
  const random = createRandom(7)
  const people = ['awayawayaway', 'hereherehere'] as PersonId[]
  const world = createWorld(people, { isFlipped: false })
  const typist = createTypist()
  const [away, here] = people.map((person, i) =>
    join(world, person, `client-${i}x`, { device: createDevice(), isAdopting: false }),
  )
  if (!away || !here) throw new Error('two pages')
  for (let i = 0; i < 12; i++) edit(away, random, typist)
  const stale = send(away, 5) ?? ''
  for (let i = 0; i <= MAX_COMMITS_BEHIND; i++) {
    do edit(here, random, typist)
    while (here.state.pending.length === 0)
    await world.post([{ person: here.person, body: send(here, 200) ?? '' }])
    offer(here, world.log().slice(-1))
  }

  const [refused] = await world.post([{ person: away.person, body: stale }])
  expect(refused).toMatchObject({ kind: 'refused', code: 'stale' })
  away.state = landUnsent(away.state)
  offer(away, world.log().slice(1))
  while (away.state.pending.length + away.state.lost.length > 0) {
    const [recorded] = await world.post([{ person: away.person, body: send(away, 200) ?? '' }])
    expect(recorded?.kind).toBe('recorded')
    offer(away, world.log().slice(-1))
  }

  const residue = world.store().residue.list(world.document, away.person)
  const found = new Set([
    ...(world.log().at(-1)?.doc.textContent ?? ''),
    ...residue.flatMap(({ text }) => [...text]),
  ])
  const missing = [...typist.typed.keys()].filter(
    (character) => !found.has(character) && !world.deleted().has(character),
  )
  expect(missing).toEqual([])
  expect(away.state.shown.eq(world.log().at(-1)?.doc ?? away.state.confirmed.doc)).toBe(true)
  world.close()
})

import { expect, test } from 'vitest'
import type { PersonId } from '../../document/protocol/ids.ts'
import { COLOURS, type Me } from '../../document/protocol/person.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import { createRoomColours } from '../../server/live/room-colours.ts'
import { anId, aVisitor, createDocument } from '../support/http.ts'
import { startServer } from '../support/server.ts'
import { openReader } from '../support/stream-reader.ts'

const someone = (n: number, colour: number): Me => ({ id: `person-${n}` as PersonId, name: `${n}`, colour })

test('P8 as many people as there are colours differ, whatever they chose, and only then one is given twice', () => {
  const colours = createRoomColours()
  const given = Array.from({ length: COLOURS * 2 }, (_, n) => colours.give(someone(n, n % 3)).colour)
  expect(new Set(given.slice(0, COLOURS)).size).toBe(COLOURS)
  expect(new Set(given.slice(COLOURS)).size).toBe(COLOURS)
  expect(given[0]).toBe(0)
})

test('P8 a colour stays while its person is there and wants no other, and is free when they go', () => {
  const colours = createRoomColours()
  colours.give(someone(1, 4))
  const { colour } = colours.give(someone(2, 4))
  colours.take(someone(1, 4).id)
  expect(colours.give(someone(2, 4)).colour).toBe(colour)
  expect(colours.give(someone(3, 4)).colour).toBe(4)
  expect(colours.give(someone(2, 7)).colour).toBe(7)
})

test('P8 two people who chose one colour are told apart by all who see them', async () => {
  const server = await startServer()
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  for (const [one, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const)
    await one.put('/api/me', { json: { name, colour: 5 } })
  const { id } = await createDocument(ann)
  const open = (visitor: typeof ann) =>
    openReader(`${server.url}/api/documents/${id}/events?client=${anId()}`, { cookie: visitor.cookie() })
  await (await open(ann)).next()
  const hello = await (await open(bob)).next()
  const { present, you } = (hello?.data ?? {}) as { present: Participant[]; you: Me }
  expect(you.colour).toBe(5)
  expect(present.map(({ person }) => person.name)).toEqual(['Ann', 'Bob'])
  expect(present[0]?.person.colour).toBe(5)
  expect(present[1]?.person.colour).not.toBe(5)
})

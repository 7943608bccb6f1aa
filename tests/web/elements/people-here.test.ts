import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Me } from '../../../document/protocol/person.ts'
import { Participant } from '../../../document/protocol/presence.ts'
import { createAnnouncer } from '../../../web/elements/announcer.ts'
import { areSamePeople, initialsOf, peopleHere, peopleNamed } from '../../../web/elements/people-here.ts'
import { relativeTime } from '../../../web/elements/relative-time.ts'
import { later } from '../../../web/later.ts'

const person = (name: string) => v.parse(Me, { id: name.toLowerCase().padEnd(12, '_'), name, colour: 3 })

function here(name: string, state: string, page = 1): Participant {
  const client = `${name}-page-${page}`
  return v.parse(Participant, { client, person: person(name), seq: 0, anchor: null, head: null, state })
}

test('a person with several pages is one, as lively as the liveliest; nobody changes places by writing, I am not there', () => {
  const people = peopleHere(
    [
      here('Zoe', 'away', 1),
      here('Ann', 'reading'),
      here('Zoe', 'editing', 2),
      here('Zoe', 'away', 3),
      here('Me', 'editing'),
      here('Abe', 'away'),
    ],
    person('Me'),
  )
  expect(people.map(({ person, state }) => `${person.name} ${state}`)).toEqual([
    'Ann reading',
    'Zoe editing',
    'Abe away',
  ])
})

test('a caret that moves leaves the people the same; a state, a name or a farewell does not', () => {
  const people = peopleHere([here('Ann', 'reading'), here('Bo', 'editing')], undefined)
  const moved = [here('Bo', 'editing'), { ...here('Ann', 'reading'), head: 7, anchor: 7 }] as Participant[]
  expect(areSamePeople(people, peopleHere(moved, undefined))).toBe(true)
  for (const others of [
    [here('Ann', 'reading')],
    [here('Ann', 'away'), here('Bo', 'editing')],
    [here('Ann', 'reading'), { ...here('Bo', 'editing'), person: { ...person('Bo'), name: 'Bob' } }],
  ])
    expect(areSamePeople(people, peopleHere(others, undefined))).toBe(false)
})

test('people are found by the beginnings of their names, in any order, case and accent', () => {
  const named = ['Ines Okafor', 'Tomás Rey', 'Ada Lindqvist'].map((name, n) => {
    const one = here(`Page${n}`, 'reading')
    return { ...one, person: { ...one.person, name } }
  })
  const people = peopleHere(named, undefined)
  const found = (query: string) => peopleNamed(people, query).map((one) => one.person.name)
  expect(found('tomas')).toEqual(['Tomás Rey'])
  expect(found('OK in')).toEqual(['Ines Okafor'])
  expect(found('da')).toEqual([])
  expect(found(' ')).toHaveLength(3)
})

test('initials are the first letters of the first and the last name, whole letters too', () => {
  expect(initialsOf('Warm Bear')).toBe('WB')
  expect(initialsOf('ann')).toBe('A')
  expect(initialsOf('𝒜nn of Kent')).toBe('𝒜K')
})

test('joining and leaving is said, who was there before is not', () => {
  const said: string[] = []
  const announcer = createAnnouncer((text) => said.push(text), later)
  const me = person('Me')
  announcer.onPeople([here('Ann', 'reading')], me)
  announcer.onPeople([here('Ann', 'editing'), here('Bo', 'reading')], me)
  announcer.onPeople([here('Bo', 'reading')], me)
  expect(said).toEqual(['Bo joined', 'Ann left'])
})

test('times are said roughly, and never from the future', () => {
  const now = 1_000_000_000_000
  expect(relativeTime(now + 5_000, now)).toBe('just now')
  expect(relativeTime(now - 59_000, now)).toBe('just now')
  expect(relativeTime(now - 5 * 60_000, now)).toBe('5 minutes ago')
  expect(relativeTime(now - 26 * 3_600_000, now)).toBe('yesterday')
})

test('many who come at once are counted, not read out', () => {
  const said: string[] = []
  const announcer = createAnnouncer((text) => said.push(text), later)
  const me = person('Me')
  announcer.onPeople([here('Ann', 'reading')], me)
  announcer.onPeople(
    Array.from({ length: 12 }, (_, n) => here(`Person${n}`, 'reading')),
    me,
  )
  expect(said).toEqual(['12 people joined. Ann left'])
})

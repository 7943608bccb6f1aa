import type { PersonId } from '../../document/protocol/ids.ts'
import type { Device } from './device.ts'
import { createDevice } from './device.ts'
import { connect, join, type SimulatedClient } from './simulated-client.ts'
import { emptyTally, type Tally } from './tally.ts'
import { createTypist, type Typist } from './typist.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

/** A POST on its way. Its bytes are those the client froze. */
export interface Posted {
  readonly from: SimulatedClient
  readonly id: string
  readonly body: string
}

/** How a commit was answered, and to what. */
export interface Answered {
  readonly body: string
  readonly person: PersonId
  readonly seq: number
  readonly answer: string
}

/** Everything there is in a run: a server, some people with a browser each, their pages, and the network between. */
export interface Run {
  readonly world: World
  readonly typist: Typist
  readonly devices: ReadonlyMap<PersonId, Device>
  readonly pages: SimulatedClient[]
  posts: Posted[]
  readonly answers: Map<string, Answered>
  /** Characters that nobody promised to keep: never written down, or gone with the server's disk. */
  readonly excused: Set<string>
  readonly tally: Tally
  pagesOpened: number
}

const PEOPLE = ['annannannann', 'bobbobbobbob', 'carolcarolca'] as PersonId[]

/** Nobody is there yet. */
export function startRun(options: WorldOptions): Run {
  return {
    world: createWorld(PEOPLE, options),
    typist: createTypist(),
    devices: new Map(PEOPLE.map((person) => [person, createDevice()])),
    pages: [],
    posts: [],
    answers: new Map(),
    excused: new Set(),
    tally: emptyTally(),
    pagesOpened: 0,
  }
}

/** The person with this number opens another page. */
export function openPage(run: Run, who: number, isAdopting: boolean): SimulatedClient {
  const person = PEOPLE[who % PEOPLE.length] as PersonId
  return openPageOf(run, person, isAdopting)
}

/** The same for a person by id. */
export function openPageOf(run: Run, person: PersonId, isAdopting: boolean): SimulatedClient {
  const device = run.devices.get(person)
  if (!device) throw new Error('a person without a device')
  run.pagesOpened += 1
  const client = `client-${String(run.pagesOpened).padStart(4, '0')}`
  const page = join(run.world, person, client, { device, isAdopting })
  if (device.knows(client)) run.tally.adopted += 1
  return page
}

/** Brings a page into touch with the server, whatever log that has now. */
export function touch(run: Run, page: SimulatedClient): void {
  if (!connect(page, run.world)) run.tally.resets += 1
}

/** Puts another page in a page's place. */
export function replacePage(run: Run, page: SimulatedClient, next: SimulatedClient): void {
  run.pages[run.pages.indexOf(page)] = next
}

import type { Recorded } from '../../db/document-log.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import { createRandom, type Random } from '../support/random.ts'
import { createTypist, type Typist } from './random-edit.ts'
import { checkClient, edit, join, offer, reload, type SimulatedClient, send } from './simulated-client.ts'
import { checkVersions, createWorld, law, type World, type WorldOptions } from './world.ts'

/** What happened in a run, so that a suite can show that it was not vacuous. */
export interface Tally {
  commits: number
  rebased: number
  dropped: number
  corrected: number
  repeats: number
  reloads: number
  restarts: number
  joins: number
  kills: number
  absences: number
  typed: number
}

/** A POST on its way. Its bytes are those the client froze. */
interface Posted {
  readonly from: SimulatedClient
  readonly id: string
  readonly body: string
}

interface Run {
  readonly world: World
  readonly random: Random
  readonly typist: Typist
  readonly clients: SimulatedClient[]
  readonly posts: Posted[]
  readonly answers: Map<string, { body: string; person: PersonId; answer: string }>
  readonly tally: Tally
}

const ACTIONS = 110
const MAX_CLIENTS = 4

/**
 * One run of some people on one document over a network that loses, repeats, delays and reorders, with
 * reloads, restarts and late joiners. Throws BrokenLaw. The same seed gives the same run.
 */
export async function simulate(seed: number, options: WorldOptions = { isFlipped: false }): Promise<Tally> {
  const random = createRandom(seed)
  const run: Run = {
    world: createWorld(random, options),
    random,
    typist: createTypist(),
    clients: [],
    posts: [],
    answers: new Map(),
    tally: emptyTally(),
  }
  try {
    for (let i = 2 + random.int(2); i > 0; i--) addClient(run)
    for (let i = 0; i < ACTIONS; i++) await act(run)
    await settle(run)
    await checkAtRest(run, options)
    return run.tally
  } finally {
    run.world.close()
  }
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return {
    commits: 0,
    rebased: 0,
    dropped: 0,
    corrected: 0,
    repeats: 0,
    reloads: 0,
    restarts: 0,
    joins: 0,
    kills: 0,
    absences: 0,
    typed: 0,
  }
}

async function act(run: Run): Promise<void> {
  const { random, clients, world, tally } = run
  const one = random.pick(clients)
  const dice = random.next()
  if (one.absentFor > 0) {
    // No network at all for a while; the person goes on writing.
    one.absentFor -= 1
    if (dice < 0.5) edit(one, random, run.typist)
    checkClient(one, world)
    return
  }
  if (random.chance(0.01)) {
    one.absentFor = 10 + random.int(20)
    tally.absences += 1
  }
  if (dice < 0.42) edit(one, random, run.typist)
  else if (dice < 0.56) post(run, one)
  else if (dice < 0.7) await deliverPost(run)
  else if (dice < 0.93) await deliverEvents(run, one)
  else if (dice < 0.96) {
    reload(one, world, freshId(run))
    tally.reloads += 1
  } else if (dice < 0.98) {
    world.restart()
    tally.restarts += 1
  } else if (clients.length < MAX_CLIENTS) {
    addClient(run)
    tally.joins += 1
  }
  checkClient(one, world)
}

function addClient(run: Run): void {
  const person = `person${run.clients.length}`.padEnd(12, 'x') as PersonId
  run.clients.push(join(run.world, person, freshId(run)))
}

function freshId({ random }: Run): string {
  return `client-${random.int(2 ** 30)}`
}

/** Sends the next commit, or the one in flight once more. */
function post(run: Run, one: SimulatedClient): void {
  const body = one.state.inflight?.body ?? send(one, run.random.pick([1, 3, 10, 200]))
  const { inflight } = one.state
  if (body && inflight) run.posts.push({ from: one, id: inflight.id, body })
}

/** One to three POSTs reach the server in one turn. */
async function deliverPost(run: Run): Promise<void> {
  const { random, posts } = run
  const arrived: Posted[] = []
  for (let i = random.chance(0.2) ? 3 : 1; i > 0 && posts.length; i--) {
    const index = random.int(posts.length)
    const posted = posts[index] as Posted
    if (posted.from.absentFor > 0) continue
    // Lost on the way in, delivered and still on its way once more, or delivered.
    if (random.chance(0.85)) arrived.push(posted)
    if (random.chance(0.7)) posts.splice(index, 1)
  }
  const killAfterWrites = random.chance(0.12) ? random.int(3) : undefined
  await recordPosts(run, arrived, killAfterWrites)
}

async function recordPosts(run: Run, arrived: readonly Posted[], killAfterWrites?: number): Promise<void> {
  const { world } = run
  const posts = arrived.map(({ from, body }) => ({ person: from.person, body }))
  const recorded = await world.post(posts, killAfterWrites)
  for (const [i, posted] of arrived.entries()) {
    const answer = recorded[i]
    if (answer) checkAnswer(run, posted, answer)
  }
}

/** The document moves by events alone: an answer that is lost changes nothing, so none is used here. */
function checkAnswer({ answers, tally }: Run, { from, id, body }: Posted, recorded: Recorded): void {
  if (recorded.kind === 'refused') {
    law('I4', false, () => `a sound commit was refused: ${JSON.stringify(recorded)}`)
    return
  }
  const answer = JSON.stringify(recorded.answer)
  const first = answers.get(id)
  if (first) {
    tally.repeats += 1
    law(
      'I11',
      first.answer === answer && recorded.kind === 'repeated',
      () => `${id} was answered in two ways`,
    )
    return
  }
  tally.commits += 1
  tally.dropped += recorded.answer.dropped.length
  const { base, steps } = JSON.parse(body) as { base: number; steps: unknown[] }
  if (recorded.answer.seq > base + 1 && steps.length) tally.rebased += 1
  answers.set(id, { body, person: from.person, answer })
}

async function deliverEvents(run: Run, one: SimulatedClient): Promise<void> {
  const { random, world } = run
  const { log } = world
  const head = log.length - 1
  if (random.chance(0.12)) {
    // Doubled, late or out of order: any event at all.
    offer(
      one,
      world,
      [log[1 + random.int(Math.max(1, head))]].flatMap((event) => (event ? [event] : [])),
    )
    return
  }
  if (random.chance(0.1)) one.offered = Math.min(head, one.offered + 1)
  const upTo = random.chance(0.3) ? head : Math.min(head, one.offered + 1 + random.int(3))
  const isMissing = offer(one, world, log.slice(one.offered + 1, upTo + 1))
  one.offered = upTo
  if (isMissing) offer(one, world, log.slice(one.state.confirmed.seq + 1))
}

/** The network heals: everything is delivered until nobody has anything left. */
async function settle(run: Run): Promise<void> {
  const { world, clients, posts } = run
  for (let round = 0; round < 400; round++) {
    while (posts.length) await recordPosts(run, [posts.shift() as Posted])
    for (const one of clients) {
      offer(one, world, world.log.slice(one.state.confirmed.seq + 1))
      post(run, one)
    }
    if (posts.length === 0) return
  }
  law('I1', false, () => 'the clients never come to rest')
}

async function checkAtRest(run: Run, { isFlipped }: WorldOptions): Promise<void> {
  const { world, clients, tally, typist } = run
  const head = world.log.at(-1)
  for (const one of clients) {
    const { pending, inflight, shown, confirmed, lost } = one.state
    law('I1', pending.length === 0 && !inflight && lost.length === 0, () => 'work is left at rest')
    law(
      'I1',
      head !== undefined && shown.eq(head.doc) && confirmed.doc.eq(head.doc),
      () => 'the copies differ',
    )
    law('I15', one.held.size === 0, () => 'events are held at rest')
    tally.corrected += one.corrected
  }
  if (!isFlipped) law('I7', tally.corrected === 0, () => `${tally.corrected} predictions were wrong`)
  world.restart()
  checkVersions(world)
  for (const [, { body, person, answer }] of run.answers) {
    const [again] = await world.post([{ person, body }])
    law(
      'I11',
      again !== undefined && 'answer' in again && JSON.stringify(again.answer) === answer,
      () => 'a late retry is answered otherwise',
    )
  }
  law('I11', world.log.at(-1) === head, () => 'a late retry was recorded again')
  checkCharacters(run)
  tally.typed = typist.typed.size
  tally.kills = world.kills()
}

/** I12: every typed character is in the document, deleted by a named step, or in residue. */
function checkCharacters({ world, clients, typist }: Run): void {
  const kept = new Set(world.log.at(-1)?.doc.textContent ?? '')
  for (const person of new Set(clients.map((one) => one.person))) {
    for (const { text } of world.store().residue.list(world.document, person))
      for (const c of text) kept.add(c)
  }
  const missing = [...typist.typed].filter(
    (character) => !kept.has(character) && !world.deleted.has(character),
  )
  law('I12', missing.length === 0, () => `${missing.length} typed characters are gone without a trace`)
}

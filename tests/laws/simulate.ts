import { createRandom } from '../support/random.ts'
import { ACTS, joinIn } from './actions.ts'
import { law } from './law.ts'
import { checkVersions } from './observer.ts'
import type { Action, Plan } from './plan.ts'
import { postNext, recordPosts } from './posts.ts'
import { openPageOf, type Posted, type Run, startRun, touch } from './run-state.ts'
import { arrange, checkClient, edit, offer, paste, write } from './simulated-client.ts'
import type { Tally } from './tally.ts'
import type { WorldOptions } from './world.ts'

const ROUNDS = 400
const COMMIT_STEPS = 200

/**
 * One run of some people on one document over a network that loses, repeats, delays and reorders, with pages that
 * reload, crash, freeze and take over from each other, and a server that restarts, is killed, runs out of space
 * and loses its disk. Throws BrokenLaw. The same plan gives the same run.
 */
export async function simulate(plan: Plan, options: WorldOptions = { isFlipped: false }): Promise<Tally> {
  const run = startRun(options)
  try {
    for (const action of plan) await act(run, action)
    await settle(run)
    await checkAtRest(run, options)
    return run.tally
  } finally {
    run.world.close()
  }
}

async function act(run: Run, { kind, actor, seed }: Action): Promise<void> {
  const random = createRandom(seed)
  if (kind === 'join') {
    joinIn(run, random)
    return
  }
  const page = run.pages[actor % run.pages.length]
  if (!page || (page.isFrozen && kind !== 'wake')) return
  if (page.absentFor > 0) {
    // No network at all for a while; the person goes on writing.
    page.absentFor -= 1
    if (kind === 'write') write(page)
    else if (kind === 'arrange') arrange(page, random, run.typist)
    else if (kind === 'paste') paste(page, random, run.typist)
    else if (random.chance(0.5)) edit(page, random, run.typist)
  } else {
    await ACTS[kind](run, page, random)
  }
  checkClient(page)
}

/** Everything heals: all is delivered, and adopted, until nobody has anything left. */
async function settle(run: Run): Promise<void> {
  const { world, pages, devices } = run
  world.setFull(false)
  for (const page of pages) {
    page.isFrozen = false
    page.device.answer(page.key)
    if (page.device.knows(page.key) && !write(page)) run.tally.zombies += 1
  }
  for (let round = 0; round < ROUNDS; round++) {
    while (run.posts.length) await recordPosts(run, [run.posts.shift() as Posted])
    for (const page of pages) {
      touch(run, page)
      offer(page, page.log.slice(page.state.confirmed.seq + 1))
      write(page)
      postNext(run, page, COMMIT_STEPS)
    }
    if (run.posts.length) continue
    const left = [...devices].filter(([, device]) => device.size() > 0)
    if (left.length === 0) return
    for (const [person] of left) pages.push(openPageOf(run, person, true))
  }
  law('I1', false, () => 'the pages never come to rest')
}

async function checkAtRest(run: Run, { isFlipped }: WorldOptions): Promise<void> {
  const { world, pages, tally, typist } = run
  const head = world.log().at(-1)
  for (const page of pages) {
    const { pending, inflight, shown, confirmed, lost } = page.state
    law('I1', pending.length === 0 && !inflight && lost.length === 0, () => 'work is left at rest')
    const isSame = head !== undefined && shown.eq(head.doc) && confirmed.doc.eq(head.doc)
    law('I1', isSame, () => 'the copies differ')
    law('I15', page.held.size === 0, () => 'events are held at rest')
    tally.corrected += page.corrected
  }
  if (!isFlipped) law('I7', tally.corrected === 0, () => `${tally.corrected} predictions were wrong`)
  world.restart()
  checkVersions(world.store(), world.document, world.log())
  for (const [, { body, person, answer }] of run.answers) {
    const [again] = await world.post([{ person, body }])
    const isSame = again !== undefined && 'answer' in again && JSON.stringify(again.answer) === answer
    law('I11', isSame, () => 'a late retry is answered otherwise')
  }
  law('I11', world.log().at(-1) === head, () => 'a late retry was recorded again')
  checkCharacters(run)
  tally.typed = typist.typed.size
  tally.kills = world.kills()
  tally.unstored = world.unstored()
}

/** I12: every typed character is in the document, deleted by a named step, or in residue. I4: it is there once. */
function checkCharacters({ world, devices, typist, excused, tally }: Run): void {
  const shown = world.log().at(-1)?.doc.textContent ?? ''
  const text = [...shown].filter((character) => typist.typed.has(character))
  const kept = new Set([...text, ...world.deleted(), ...excused])
  for (const person of devices.keys()) {
    for (const { text: lost } of world.store().residue.list(world.document, person))
      for (const character of lost) kept.add(character)
  }
  const missing = [...typist.typed.keys()].filter((character) => !kept.has(character))
  law('I12', missing.length === 0, () => `${missing.length} typed characters are gone without a trace`)
  // Two who undo the same deletion each bring the text back.
  const isOnce = tally.undone > 0 || new Set(text).size === text.length
  law('I4', isOnce, () => 'what was typed once is in the document twice')
}

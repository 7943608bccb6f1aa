import { ReplaceAroundStep, type Step } from 'prosemirror-transform'
import type { Recorded } from '../../db/document-log.ts'
import { MAX_COMMITS_BEHIND } from '../../document/commit/decide.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import { isRun } from '../../document/commit/wire-steps.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import type { Random } from '../support/random.ts'
import { checkDeletions } from './deletions.ts'
import { law } from './law.ts'
import { throughWire } from './network.ts'
import type { Kind } from './plan.ts'
import { openPage, openPageOf, type Posted, type Run, replacePage, touch } from './run-state.ts'
import {
  arrange,
  edit,
  offer,
  paste,
  type SimulatedClient,
  send,
  undoLast,
  write,
} from './simulated-client.ts'

type Act = (run: Run, page: SimulatedClient, random: Random) => void | Promise<void>

const MAX_PAGES = 5

/** What each kind of action does. */
export const ACTS: Readonly<Record<Exclude<Kind, 'join'>, Act>> = {
  edit: (run, page, random) => edit(page, random, run.typist),
  arrange: (run, page, random) => arrange(page, random, run.typist),
  paste: (run, page, random) => paste(page, random, run.typist),
  undo(run, page) {
    if (undoLast(page, run.typist)) run.tally.undone += 1
  },
  write: (run, page) => writeDown(run, page),
  post(run, page, random) {
    postNext(run, page, random.pick([1, 3, 10, 200]))
  },
  deliverPosts: (run, _page, random) => deliverPosts(run, random),
  deliverEvents,
  reload,
  crash,
  freeze(_run, page) {
    page.isFrozen = true
    page.device.silence(page.key)
  },
  wake(run, page, random) {
    if (!page.isFrozen) return
    page.isFrozen = false
    page.device.answer(page.key)
    // Mostly a page asks at once whether it still owns its work; or its person is faster.
    if (random.chance(0.7) && page.device.knows(page.key)) writeDown(run, page)
  },
  goAway(run, page, random) {
    page.absentFor = random.chance(0.2) ? 60 : 4 + random.int(8)
    run.tally.absences += 1
  },
  restart({ world, tally }) {
    world.restart()
    tally.restarts += 1
  },
  fillDisk: ({ world }) => world.setFull(true),
  freeDisk: ({ world }) => world.setFull(false),
  copyFolder: ({ world }) => world.copyFolder(),
  putBack,
}

/** Somebody, or somebody once more, opens a page. */
export function joinIn(run: Run, random: Random): void {
  if (run.pages.length >= MAX_PAGES) return
  run.pages.push(openPage(run, random.int(3), random.chance(0.7)))
  run.tally.joins += 1
}

function writeDown(run: Run, page: SimulatedClient): void {
  if (!write(page)) run.tally.zombies += 1
}

/** Sends the next commit, or the one in flight once more. */
export function postNext(run: Run, page: SimulatedClient, steps: number): void {
  const { key } = page
  const body = send(page, steps)
  if (page.key !== key) run.tally.zombies += 1
  const { inflight } = page.state
  if (body && inflight) run.posts.push({ from: page, id: inflight.id, body })
}

/** One to three POSTs reach the server in one turn. */
async function deliverPosts(run: Run, random: Random): Promise<void> {
  const arrived: Posted[] = []
  for (let i = random.chance(0.2) ? 3 : 1; i > 0 && run.posts.length; i--) {
    const index = random.int(run.posts.length)
    const posted = run.posts[index] as Posted
    if (posted.from.absentFor > 0) continue
    // Lost on the way in, delivered and still on its way once more, or delivered.
    if (random.chance(0.85)) arrived.push(posted)
    if (random.chance(0.7)) run.posts.splice(index, 1)
  }
  await recordPosts(run, arrived, random.chance(0.12) ? random.int(7) : undefined)
}

/** These arrive at the server in one turn; it may be killed after so many writes. */
export async function recordPosts(run: Run, arrived: readonly Posted[], killAfter?: number): Promise<void> {
  const posts = arrived.map(({ from, body }) => ({ person: from.person, body }))
  const recorded = await run.world.post(posts, killAfter)
  for (const [i, posted] of arrived.entries()) {
    const answer = recorded[i]
    if (answer) checkAnswer(run, posted, answer)
  }
}

/** More than the edges of blocks. */
function deletesAround(step: Step): boolean {
  if (!(step instanceof ReplaceAroundStep)) return false
  return step.gapFrom - step.from > 2 || step.to - step.gapTo > 2
}

/** The document moves by events alone: an answer that is lost changes nothing, so none is used here. */
function checkAnswer({ world, answers, tally }: Run, { from, id, body }: Posted, recorded: Recorded): void {
  const { base, chain, steps } = JSON.parse(body) as Pick<PostCommit, 'base' | 'chain' | 'steps'>
  const log = world.log()
  const isOfThisLog = log[base]?.chain === chain
  if (recorded.kind === 'refused') {
    const isStale = recorded.code === 'stale' && log.length - 1 - base > MAX_COMMITS_BEHIND
    law('I4', !isOfThisLog || isStale, () => `a sound commit was refused: ${JSON.stringify(recorded)}`)
    return
  }
  const { answer: told } = recorded
  const answer = JSON.stringify(told)
  const first = answers.get(id)
  if (first) {
    tally.repeats += 1
    const isSame = first.answer === answer && recorded.kind === 'repeated'
    law('I11', isSame, () => `${id} was answered in two ways`)
    return
  }
  law('I5', isOfThisLog, () => `${id} was made on another log and merged by accident`)
  const [event, before, made] = [log[told.seq], log[told.seq - 1], log[base]]
  // Such a server may take an insertion at the edge of a moved block for a range.
  if (!world.isFlipped && event && before && made)
    checkDeletions(made.doc, readStoredSteps(steps), before.doc, event.steps)
  tally.commits += 1
  tally.dropped += told.dropped.length
  if (told.seq > base + 1 && steps.length) tally.rebased += 1
  if (told.seq > base + 1)
    tally.moved += steps.filter((step) => !isRun(step) && step.stepType === 'move').length
  if (told.seq > base + 1) tally.pasted += readStoredSteps(steps).filter(deletesAround).length
  answers.set(id, { body, person: from.person, seq: told.seq, answer })
}

function deliverEvents(run: Run, page: SimulatedClient, random: Random): void {
  touch(run, page)
  const { log } = page
  const head = log.length - 1
  if (random.chance(0.12)) {
    // Doubled, late or out of order: any event at all.
    const any = log[1 + random.int(Math.max(1, head))]
    if (any) offer(page, [any])
    return
  }
  if (random.chance(0.1)) page.offered = Math.min(head, page.offered + 1)
  const upTo = random.chance(0.3) ? head : Math.min(head, page.offered + 1 + random.int(3))
  const events = log.slice(page.offered + 1, upTo + 1)
  page.offered = upTo
  const isMissing = offer(page, random.chance(0.3) ? throughWire(events, random) : events)
  if (isMissing) offer(page, log.slice(page.state.confirmed.seq + 1))
}

/** The page says goodbye, and its person opens another one. */
function reload(run: Run, page: SimulatedClient): void {
  writeDown(run, page)
  page.device.silence(page.key)
  replacePage(run, page, openPageOf(run, page.person, true))
  run.tally.reloads += 1
}

/** The page is killed without a goodbye. What it had not written down, nobody has promised. */
function crash(run: Run, page: SimulatedClient, random: Random): void {
  page.device.silence(page.key)
  const kept = new Set(page.device.read(page.key))
  for (const character of JSON.stringify(page.state)) if (!kept.has(character)) run.excused.add(character)
  replacePage(run, page, openPageOf(run, page.person, random.chance(0.6)))
  run.tally.crashes += 1
}

/** An older data folder takes the place of the one there was. */
function putBack(run: Run): void {
  const lost = run.world.putBack()
  if (!lost) return
  for (const character of lost) run.excused.add(character)
  const head = run.world.log().length - 1
  for (const [id, { seq }] of run.answers) if (seq > head) run.answers.delete(id)
  run.tally.putBack += 1
}

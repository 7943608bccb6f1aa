import type { Random } from '../support/random.ts'
import { collide } from './collide.ts'
import { throughWire } from './network.ts'
import type { Kind } from './plan.ts'
import { deliverPosts, postNext } from './posts.ts'
import { openPage, openPageOf, type Run, replacePage, touch } from './run-state.ts'
import { arrange, edit, offer, paste, type SimulatedClient, undoLast, write } from './simulated-client.ts'

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
  collide,
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

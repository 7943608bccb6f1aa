import type { Node } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Transform } from 'prosemirror-transform'
import { MoveStep } from '../../document/commit/move-step.ts'
import type { Random } from '../support/random.ts'
import { postNext, recordPosts } from './posts.ts'
import { tryEdit } from './random-edit.ts'
import { randomPaste } from './random-paste.ts'
import { type Edit, placesOf } from './random-places.ts'
import { type Run, touch } from './run-state.ts'
import { apply, offer, type SimulatedClient, typingAs, write } from './simulated-client.ts'
import type { Typist } from './typist.ts'

const ALL_STEPS = 200
/** A commit in flight, and what was written meanwhile. */
const ROUNDS = 2
const ATTEMPTS = 6

/** Two people who see the same at one moment: one pastes over some blocks, the other moves one to where that is. */
export async function collide(run: Run, page: SimulatedClient, random: Random): Promise<void> {
  const others = run.pages.filter((each) => each !== page && !each.isFrozen && each.absentFor === 0)
  if (others.length === 0) return
  const other = random.pick(others)
  for (const each of [page, other]) await comeToRest(run, each)
  catchUp(run, page)
  const { shown } = page.state
  if (!shown.eq(other.state.shown)) return
  const pasting = pasteOverSomething(shown, random, typingAs(page, run.typist))
  const moving = pasting && moveInto(pasting, random, typingAs(other, run.typist))
  apply(page, random, pasting)
  apply(other, random, moving)
  if (moving) run.tally.collisions += 1
  for (const each of random.chance(0.5) ? [page, other] : [other, page]) postNext(run, each, ALL_STEPS)
}

async function comeToRest(run: Run, page: SimulatedClient): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    postNext(run, page, ALL_STEPS)
    const sent = run.posts.filter(({ from }) => from === page)
    run.posts = run.posts.filter(({ from }) => from !== page)
    for (const posted of sent) await recordPosts(run, [posted])
    catchUp(run, page)
  }
}

function catchUp(run: Run, page: SimulatedClient): void {
  touch(run, page)
  offer(page, page.log.slice(page.state.confirmed.seq + 1))
  write(page)
}

function pasteOverSomething(doc: Node, random: Random, typist: Typist): Transform | undefined {
  const there = new Set(doc.textContent)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pasting = randomPaste(doc, random, typist)
    if (pasting && erasedBy(pasting).length > 0) return pasting
    if (pasting) typist.forget([...pasting.doc.textContent].filter((character) => !there.has(character)))
  }
  return undefined
}

/** What the first step deletes; around its gap that is two ranges. */
function erasedBy({ steps: [step] }: Transform): (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = []
  if (step instanceof ReplaceStep) ranges.push([step.from, step.to])
  if (step instanceof ReplaceAroundStep) ranges.push([step.from, step.gapFrom], [step.gapTo, step.to])
  return ranges.filter(([from, to]) => to - from > 1)
}

/** A block from elsewhere comes to a border within, or at an edge of, what a paste deletes. */
function moveInto(pasting: Transform, random: Random, typist: Typist): Transform | undefined {
  const [doc] = pasting.docs
  if (!doc) return undefined
  const isErased = (at: number) => erasedBy(pasting).some(([from, to]) => at >= from && at <= to)
  const blocks = placesOf(doc, ({ isBlock, type }) => isBlock && type.name !== 'title')
  const borders = blocks.flatMap(({ node, at }) => [at, at + node.nodeSize]).filter(isErased)
  const move: Edit = (transform) => {
    const { node, at } = random.pick(blocks.filter((block) => !isErased(block.at)))
    transform.step(new MoveStep(at, at + node.nodeSize, random.pick(borders)))
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const moving = tryEdit(move, doc, random, typist)
    if (moving) return moving
  }
  return undefined
}

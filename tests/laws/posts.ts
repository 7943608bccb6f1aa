import { ReplaceAroundStep, type Step } from 'prosemirror-transform'
import type { Recorded } from '../../db/document-log.ts'
import { MAX_COMMITS_BEHIND } from '../../document/commit/decide.ts'
import { readStoredSteps } from '../../document/commit/sound-step.ts'
import { isRun } from '../../document/commit/wire-steps.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import type { Random } from '../support/random.ts'
import { checkDeletions } from './deletions.ts'
import { law } from './law.ts'
import type { Posted, Run } from './run-state.ts'
import { type SimulatedClient, send } from './simulated-client.ts'

/** Sends the next commit, or the one in flight once more. */
export function postNext(run: Run, page: SimulatedClient, steps: number): void {
  const { key } = page
  const body = send(page, steps)
  if (page.key !== key) run.tally.zombies += 1
  const { inflight } = page.state
  if (body && inflight) run.posts.push({ from: page, id: inflight.id, body })
}

/** One to three POSTs reach the server in one turn. */
export async function deliverPosts(run: Run, random: Random): Promise<void> {
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

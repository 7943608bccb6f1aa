import * as v from 'valibot'
import type { WireStep } from '../commit/wire-steps.ts'
import { Chain, ClientId, CommitId, Epoch, Seq } from './ids.ts'

const Run = v.strictObject({ run: v.strictObject({ at: Seq, text: v.string() }) })
const StepObject = v.looseObject({ stepType: v.string() })

/** A step or a run of typed text on the wire; what is inside a step is checked by `readSteps`. */
export const WireStepSchema: v.GenericSchema<unknown, WireStep> = v.union([Run, StepObject])

const LOST_TEXT_LIMIT = 2_000_000
const LOST_LIMIT = 500

/** A step the client had to drop before it could send it, kept so that the author can find its text. */
export const LostStep = v.strictObject({
  reason: v.picklist(['deleted', 'unfit', 'invalid', 'limit']),
  text: v.pipe(v.string(), v.maxLength(LOST_TEXT_LIMIT)),
  step: v.optional(WireStepSchema),
})
export type LostStep = v.InferOutput<typeof LostStep>

/** A note on what a commit's steps mean together, stored and echoed: at most 2 kB of JSON. */
export const Tags = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(40)), v.unknown()),
  v.check((tags) => JSON.stringify(tags).length <= 2_048, 'tags are at most 2 kB'),
)

/** `POST /api/documents/:id/commits`. */
export const PostCommit = v.strictObject({
  id: CommitId,
  client: ClientId,
  epoch: Epoch,
  schema: v.pipe(v.string(), v.maxLength(40)),
  base: Seq,
  chain: v.optional(Chain),
  steps: v.array(WireStepSchema),
  lost: v.optional(v.pipe(v.array(LostStep), v.maxLength(LOST_LIMIT))),
  tags: v.optional(Tags),
})
export type PostCommit = v.InferOutput<typeof PostCommit>

/** A step of a commit that found no place. */
export const Dropped = v.object({
  index: Seq,
  reason: v.picklist(['deleted', 'unfit', 'invalid', 'limit']),
})

/** The answer to a commit, 201 the first time and 200 ever after, with the same body. */
export const CommitAnswer = v.object({
  id: CommitId,
  seq: Seq,
  chain: Chain,
  dropped: v.array(Dropped),
})
export type CommitAnswer = v.InferOutput<typeof CommitAnswer>

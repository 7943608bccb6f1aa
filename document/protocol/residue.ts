import * as v from 'valibot'
import { CommitId, Seq } from './ids.ts'
import { WireStepSchema } from './post-commit.ts'

/** One step that could not be placed. `text` is '' when it wrote none. */
export const ResidueItem = v.object({
  n: v.number(),
  seq: Seq,
  commit: CommitId,
  reason: v.picklist(['deleted', 'unfit', 'invalid', 'limit']),
  text: v.string(),
  step: v.optional(WireStepSchema),
  at: v.number(),
  /** When its author put it aside, in milliseconds since 1970; absent while it is undecided. */
  dismissedAt: v.optional(v.number()),
})
export type ResidueItem = v.InferOutput<typeof ResidueItem>

/**
 * `GET /api/documents/:id/residue`: what of mine could not be placed and is undecided, oldest first;
 * with `?dismissed=true` also what I put aside within KEPT_TEXT_MS. With `more`, the next page is asked for by the last
 * `n` in `?after=`.
 */
export const ResidueList = v.object({
  residue: v.array(ResidueItem),
  /** Servers of before there were pages sent all of it. */
  more: v.optional(v.boolean(), false),
})
export type ResidueList = v.InferOutput<typeof ResidueList>

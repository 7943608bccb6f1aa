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
})
export type ResidueItem = v.InferOutput<typeof ResidueItem>

/** `GET /api/documents/:id/residue`: what of mine could not be placed, oldest first. */
export const ResidueList = v.object({ residue: v.array(ResidueItem) })
export type ResidueList = v.InferOutput<typeof ResidueList>

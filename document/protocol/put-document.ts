import * as v from 'valibot'
import { LossTold } from './documents.ts'
import { Chain, CommitId, Seq } from './ids.ts'
import { Dropped } from './post-commit.ts'

/** `PUT /api/documents/:id` with a whole text: what became of it. The same for a repeat under the same id. */
export const DocumentRewritten = v.object({
  id: CommitId,
  /** The document's newest event once this was recorded, or the base where nothing was to change. */
  seq: Seq,
  chain: Chain,
  /** Steps that found no place, because others had deleted what they were to change. */
  dropped: v.array(Dropped),
  /** How many steps the text came to; 0 when it says what the base says, and then nothing is recorded. */
  steps: v.number(),
  /** What of the text a document does not hold. */
  losses: v.array(LossTold),
})
export type DocumentRewritten = v.InferOutput<typeof DocumentRewritten>

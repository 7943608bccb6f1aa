import type { Step } from 'prosemirror-transform'
import { describeLost, groupByReason } from '../../document/commit/lost-text.ts'
import type { DropReason } from '../../document/commit/rebase.ts'
import type { LostStep } from '../../document/protocol/post-commit.ts'

/** Steps that found no place here, as the next commit reports them. */
export function toLost(dropped: readonly { readonly step: Step; readonly reason: DropReason }[]): LostStep[] {
  return groupByReason(dropped).flatMap(({ reason, steps }) =>
    describeLost(steps).map((described) => ({ reason, ...described })),
  )
}

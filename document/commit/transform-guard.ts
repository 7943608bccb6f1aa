import { ReplaceStep, Transform } from 'prosemirror-transform'

/**
 * Insertions map to the left of what another person wrote at the same place, so that two people who type at
 * one position stay two runs instead of a shuffle. Every side of the wire must agree on it.
 */
export const MAP_BIAS = -1

ReplaceStep.MAP_BIAS = MAP_BIAS

/**
 * Refuses to run with a second copy of prosemirror-transform: a copy has its own bias and its own classes,
 * maps positions differently and would split the replicas. `Transaction` is the editor's class, where there
 * is an editor.
 */
export function assertOneTransform(Transaction?: { readonly prototype: unknown }): void {
  if (ReplaceStep.MAP_BIAS !== MAP_BIAS) throw new Error('ReplaceStep.MAP_BIAS was changed')
  if (Transaction && !(Transaction.prototype instanceof Transform)) {
    throw new Error('the editor runs another copy of prosemirror-transform')
  }
}

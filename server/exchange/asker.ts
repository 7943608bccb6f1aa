import type { Context } from '../context.ts'

/** For whom work is done. All who come without a cookie of ours from one network are one person. */
export interface Asker {
  readonly person: string
  readonly network: string
}

/** Whoever sent a request. */
export function askerOf({ state }: Context): Asker {
  const { person, hasCookie, visitor } = state
  const { network } = visitor
  return { person: hasCookie ? person : `of ${network}`, network }
}

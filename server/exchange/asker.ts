import type { Context } from '../context.ts'
import { networkOf } from '../network/network.ts'

/** For whom work is done. All who come without a cookie of ours from one network are one person. */
export interface Asker {
  readonly person: string
  readonly network: string
}

/** Whoever sent a request. */
export function askerOf(ctx: Context): Asker {
  const network = networkOf(ctx.req.socket.remoteAddress)
  return { person: ctx.state.hasCookie ? ctx.state.person : `of ${network}`, network }
}

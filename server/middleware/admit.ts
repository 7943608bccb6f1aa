import type { Context, Middleware } from '../context.ts'
import type { Admission } from '../network/admission.ts'
import type { Bodies } from '../network/bodies.ts'
import { type AddressOf, networkOf } from '../network/network.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

interface AdmitDeps {
  readonly admission: Admission
  readonly addressOf: AddressOf
  readonly bodies: Bodies
}

/**
 * Says who asks and from where, and lets them pay for the request: one read or one write. What costs more is paid for
 * by its route, which alone knows how much.
 */
export function admit({ admission, addressOf, bodies }: AdmitDeps): Middleware {
  return (ctx, next) => {
    const { person, hasCookie } = ctx.state
    const visitor = admission({ person, hasCookie, network: networkOf(addressOf(ctx.req)) })
    ctx.state.visitor = visitor
    ctx.state.bodies = bodies
    visitor.pay(isSafe(ctx) ? 'read' : 'write')
    return next()
  }
}

function isSafe({ method }: Context): boolean {
  return SAFE.has(method)
}

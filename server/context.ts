import type { Middleware as KoaMiddleware, ParameterizedContext } from 'koa'
import type { PersonId } from '../document/protocol/ids.ts'
import type { Visitor } from './network/admission.ts'
import type { Bodies } from './network/bodies.ts'

/** What middleware leaves for the handlers. */
export interface State {
  /** Who asks, by the cookie. Set by `middleware/person.ts` before any route that needs it. */
  person: PersonId
  /** False for whoever came without a cookie that we signed, and was given one just now. */
  hasCookie: boolean
  /** Set where the body is bytes of text, which may go out compressed. */
  isText?: boolean
  /** The same as far as limits go. Set by `middleware/admit.ts`. */
  visitor: Visitor
  /** Bodies of requests that arrive. Set with the visitor. */
  bodies: Bodies
}

export type Context = ParameterizedContext<State>
export type Middleware = KoaMiddleware<State>

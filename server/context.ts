import type { Middleware as KoaMiddleware, ParameterizedContext } from 'koa'
import type { PersonId } from '../document/protocol/ids.ts'

/** What middleware leaves for the handlers. */
export interface State {
  /** Who asks, by the cookie. Set by `middleware/person.ts` before any route that needs it. */
  person: PersonId
  /** False for whoever came without a valid one, and was given it just now. */
  hasCookie: boolean
  /** Set where the body is bytes of text, which may go out compressed. */
  isText?: boolean
}

export type Context = ParameterizedContext<State>
export type Middleware = KoaMiddleware<State>

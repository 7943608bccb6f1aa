import Router from '@koa/router'
import type { People } from '../../db/store.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import { type Me, PutMe } from '../../document/protocol/person.ts'
import type { State } from '../context.ts'
import type { Hub } from '../live/hub.ts'
import type { Presence } from '../live/presence.ts'
import { readBody } from '../middleware/body.ts'

interface MeDeps {
  readonly people: People
  readonly hub: Hub
  readonly presence: Presence
  readonly whoIs: (person: PersonId) => Me
}

/** Who this browser is: `GET /api/me`, and `PUT /api/me` to choose a name and a colour. */
export function meRoutes({ people, hub, presence, whoIs }: MeDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/me', (ctx) => {
    ctx.body = whoIs(ctx.state.person)
  })
  routes.put('/api/me', async (ctx) => {
    const { value } = await readBody(ctx, PutMe)
    const me: Me = { id: ctx.state.person, ...value }
    people.save(me)
    hub.forgetNames()
    presence.rename(me)
    ctx.body = me
  })
  return routes
}

import Router from '@koa/router'
import * as v from 'valibot'
import { ClientId, type PersonId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import { PutPresence } from '../../document/protocol/presence.ts'
import type { State } from '../context.ts'
import type { Clients } from '../live/clients.ts'
import type { Presence } from '../live/presence.ts'
import type { Allow } from '../may.ts'
import { readBody, validate } from '../middleware/body.ts'
import { Refusal } from '../refusal.ts'

interface PresenceDeps {
  readonly allow: Allow
  readonly clients: Clients
  readonly presence: Presence
  readonly whoIs: (person: PersonId) => Me
}

/** Where somebody's caret is: `PUT …/presence`, and `DELETE …/presence/:client` to leave at once. */
export function presenceRoutes({ allow, clients, presence, whoIs }: PresenceDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.put('/api/documents/:id/presence', async (ctx) => {
    const { person, visitor } = ctx.state
    const { id } = allow(person, ctx.params['id'], 'read')
    const { value: put } = await readBody(ctx, PutPresence)
    if (!clients.claim(put.client, person)) throw new Refusal('client-taken')
    presence.put(id, put, { you: whoIs(person), visitor })
    ctx.status = 204
  })
  routes.delete('/api/documents/:id/presence/:client', (ctx) => {
    const { person } = ctx.state
    const { id } = allow(person, ctx.params['id'], 'read')
    const { client } = validate(v.object({ client: ClientId }), { client: ctx.params['client'] })
    if (clients.isTaken(client, person)) throw new Refusal('client-taken')
    presence.leave(id, client)
    ctx.status = 204
  })
  return routes
}

import Router from '@koa/router'
import type { Home } from '../../db/home.ts'
import type { Trash } from '../../db/trash.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import type { State } from '../context.ts'
import type { Allow } from '../may.ts'
import { Refusal } from '../refusal.ts'

interface TrashDeps {
  readonly allow: Allow
  readonly home: Home
  readonly trash: Trash
  /** Removes a document for ever, with all who read it. */
  readonly end: (document: DocumentId) => void
}

/**
 * `PUT` and `DELETE /api/documents/:id/trash` move a document into the trash and out of it;
 * `DELETE /api/documents/:id` deletes what is there for ever. All three are for who made it.
 */
export function trashRoutes({ allow, home, trash, end }: TrashDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  const demandMine: Allow = (person, text, action) => {
    const document = allow(person, text, action)
    if (!home.mine(person, document.id).isMine) throw new Refusal('not-yours')
    return document
  }
  for (const [method, trashed] of [
    ['put', true],
    ['delete', false],
  ] as const) {
    routes[method]('/api/documents/:id/trash', (ctx) => {
      const { id } = demandMine(ctx.state.person, ctx.params['id'], 'write')
      trash.move(id, ctx.state.person, trashed)
      ctx.status = 204
    })
  }
  routes.delete('/api/documents/:id', (ctx) => {
    const { id, trashedAt } = demandMine(ctx.state.person, ctx.params['id'], 'write')
    if (trashedAt === undefined) throw new Refusal('not-in-trash')
    end(id)
    ctx.status = 204
  })
  return routes
}

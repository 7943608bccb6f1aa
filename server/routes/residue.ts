import Router from '@koa/router'
import type { Residue } from '../../db/store.ts'
import type { State } from '../context.ts'
import type { Allow } from '../may.ts'
import { Refusal } from '../refusal.ts'
import { parseSeq, readFlag } from './query.ts'

interface ResidueDeps {
  readonly allow: Allow
  readonly residue: Residue
}

/**
 * What of mine could not be placed: `GET …/residue`, with `?dismissed=true` also what I put aside lately, and
 * `DELETE …/residue/:n` when I am done with it.
 */
export function residueRoutes({ allow, residue }: ResidueDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/documents/:id/residue', (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'read')
    const withDismissed = readFlag(ctx, 'dismissed')
    ctx.body = { residue: residue[withDismissed ? 'listKept' : 'list'](id, ctx.state.person) }
  })
  routes.delete('/api/documents/:id/residue/:n', (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'write')
    const n = parseSeq(ctx.params['n'] ?? '')
    if (n === undefined || !residue.dismiss(id, ctx.state.person, n)) throw new Refusal('not-found')
    ctx.status = 204
  })
  return routes
}

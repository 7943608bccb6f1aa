import Router from '@koa/router'
import type { Residue } from '../../db/store.ts'
import type { ResidueList } from '../../document/protocol/residue.ts'
import type { Context, State } from '../context.ts'
import type { Allow } from '../may.ts'
import { Refusal } from '../refusal.ts'
import { parseSeq, readFlag, readLimit, readQuery } from './query.ts'

/** The most items of a page, and about how many characters. */
const PAGE_ITEMS = 500
const PAGE_SIZE = 1_048_576

interface ResidueDeps {
  readonly allow: Allow
  readonly residue: Residue
}

/**
 * What of mine could not be placed: `GET …/residue`, with `?dismissed=true` also what I put aside lately, page by page
 * with `?after=` and `?limit=`, and `DELETE …/residue/:n` when I am done with it.
 */
export function residueRoutes({ allow, residue }: ResidueDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/documents/:id/residue', (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'read')
    const { person } = ctx.state
    const withDismissed = readFlag(ctx, 'dismissed')
    const after = readAfter(ctx)
    const limit = readLimit(ctx, PAGE_ITEMS, PAGE_ITEMS)
    const items = residue.list(id, person, { after, withDismissed, limit, size: PAGE_SIZE })
    const last = items.at(-1)?.n
    const more = last !== undefined && residue.hasMore(id, person, { after: last, withDismissed })
    const body: ResidueList = { residue: items, more }
    ctx.body = body
  })
  routes.delete('/api/documents/:id/residue/:n', (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'write')
    const n = parseSeq(ctx.params['n'] ?? '')
    if (n === undefined || !residue.dismiss(id, ctx.state.person, n)) throw new Refusal('not-found')
    ctx.status = 204
  })
  return routes
}

function readAfter(ctx: Context): number {
  const after = parseSeq(readQuery(ctx, 'after') ?? '0')
  if (after === undefined) throw new Refusal('invalid-request', { reason: 'after: the n of an item' })
  return after
}

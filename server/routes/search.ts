import Router from '@koa/router'
import { FOUND, MAX_FOUND, MAX_QUERY, type SearchResults } from '../../document/protocol/search.ts'
import type { State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Indexing } from '../indexing.ts'
import type { Reader } from '../reader/reader.ts'
import { Refusal } from '../refusal.ts'
import { readLimit, readQuery } from './query.ts'

interface SearchDeps {
  readonly reader: Reader
  readonly indexing: Pick<Indexing, 'refresh'>
}

/** `GET /api/search?q=`: the documents of this person that hold what is asked for. */
export function searchRoutes({ reader, indexing }: SearchDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/search', async (ctx) => {
    const { person } = ctx.state
    const typed = readQuery(ctx, 'q') ?? ''
    if (typed.length > MAX_QUERY)
      throw new Refusal('invalid-request', { reason: `q: at most ${MAX_QUERY} characters` })
    const limit = readLimit(ctx, FOUND, MAX_FOUND)
    await indexing.refresh(person)
    const found = await reader.ask('find', { person, typed, limit }, askerOf(ctx))
    ctx.body = { results: [...(found ?? [])] } satisfies SearchResults
  })
  return routes
}

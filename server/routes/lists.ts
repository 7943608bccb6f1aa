import { createHash } from 'node:crypto'
import Router from '@koa/router'
import * as v from 'valibot'
import type { Home, ListWish } from '../../db/home.ts'
import type { People } from '../../db/store.ts'
import {
  type DocumentList,
  LISTED,
  ListShows,
  ListSort,
  MAX_LISTED,
  MAX_NAMED,
  type PersonInDocument,
  PostFolderName,
  PostMine,
  PostVisit,
} from '../../document/protocol/home.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import type { Participant } from '../../document/protocol/presence.ts'
import type { Context, State } from '../context.ts'
import type { Presence } from '../live/presence.ts'
import type { Allow } from '../may.ts'
import { readBody, validate } from '../middleware/body.ts'
import { holdsTag } from './entity-tag.ts'
import { readLimit, readQuery } from './query.ts'

interface ListDeps {
  readonly allow: Allow
  readonly home: Home
  readonly people: Pick<People, 'recordVisit'>
  readonly presence: Presence
}

const Filters = v.object({ shows: ListShows, sort: ListSort })

/** `GET /api/documents`: this person's list; and how one document stands in it. */
export function listRoutes({ allow, home, people, presence }: ListDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  routes.get('/api/documents', (ctx) => {
    const { person } = ctx.state
    const { documents, ...rest } = home.list(person, readWish(ctx))
    const lines = documents.map((line) => {
      const present = presence.list(line.id)
      return { ...line, people: presence.count(line.id), here: nameOthers(present, person) }
    })
    const content = { documents: lines, ...rest }
    const version = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16)
    ctx.set('ETag', `"${version}"`)
    const list: DocumentList = { version, ...content }
    if (holdsTag(ctx, `"${version}"`)) ctx.status = 304
    else ctx.body = list
  })
  routes.get('/api/documents/:id/mine', (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'read')
    ctx.body = home.mine(ctx.state.person, id)
  })
  routes.post('/api/documents/:id/mine', async (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'read')
    const { value } = await readBody(ctx, PostMine)
    ctx.body = home.keep(ctx.state.person, id, value)
  })
  routes.post('/api/documents/:id/visits', async (ctx) => {
    const { id } = allow(ctx.state.person, ctx.params['id'], 'read')
    await readBody(ctx, PostVisit)
    people.recordVisit(ctx.state.person, id)
    ctx.status = 204
  })
  routes.post('/api/folders/rename', async (ctx) => {
    const { value } = await readBody(ctx, PostFolderName)
    home.renameFolder(ctx.state.person, value.from, value.to)
    ctx.status = 204
  })
  return routes
}

function readWish(ctx: Context): ListWish {
  const { shows, sort } = validate(Filters, {
    shows: readQuery(ctx, 'shows') ?? 'all',
    sort: readQuery(ctx, 'sort') ?? 'updated',
  })
  return { shows, sort, folder: readQuery(ctx, 'folder'), limit: readLimit(ctx, LISTED, MAX_LISTED) }
}

/** The others who have a document open, each once, those who write first. */
function nameOthers(present: readonly Participant[], me: PersonId): PersonInDocument[] {
  const others = new Map<PersonId, PersonInDocument>()
  for (const { person, state } of present) {
    if (person.id === me) continue
    const isWriting = state === 'editing' || (others.get(person.id)?.isWriting ?? false)
    others.set(person.id, { name: person.name, colour: person.colour, isWriting })
  }
  return [...others.values()].sort((a, b) => Number(b.isWriting) - Number(a.isWriting)).slice(0, MAX_NAMED)
}

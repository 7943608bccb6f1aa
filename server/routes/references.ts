import Router from '@koa/router'
import type { DocumentLog } from '../../db/document-log.ts'
import type { People } from '../../db/store.ts'
import { parseDocumentId } from '../../document/protocol/ids.ts'
import type { Me } from '../../document/protocol/person.ts'
import { MAX_TITLES, type PeopleOfDocument, type TitleList } from '../../document/protocol/references.ts'
import type { State } from '../context.ts'
import type { Presence } from '../live/presence.ts'
import type { Allow, May } from '../may.ts'
import { Refusal } from '../refusal.ts'
import { readQuery } from './query.ts'

/** The most people one answer names. */
const MAX_PEOPLE = 200

interface ReferenceDeps {
  readonly allow: Allow
  readonly may: May
  readonly log: DocumentLog
  readonly people: People
  readonly presence: Presence
}

/** Whom and what a text can refer to: the people of a document, and the titles of others. */
export function referenceRoutes({ allow, may, log, people, presence }: ReferenceDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })

  routes.get('/api/documents/:id/people', (ctx) => {
    const document = allow(ctx.state.person, ctx.params['id'], 'read')
    const here = presence.list(document.id).map(({ person }) => person)
    const known = new Map<string, Me>()
    for (const person of [...here, ...people.listWriters(document.id, MAX_PEOPLE)]) {
      if (!known.has(person.id)) known.set(person.id, person)
    }
    ctx.body = { people: [...known.values()].slice(0, MAX_PEOPLE) } satisfies PeopleOfDocument
  })

  routes.get('/api/titles', (ctx) => {
    const ids = new Set((readQuery(ctx, 'documents') ?? '').split(','))
    if (ids.size > MAX_TITLES) {
      throw new Refusal('invalid-request', { reason: `documents: at most ${MAX_TITLES} ids` })
    }
    const titles = [...ids].flatMap((text) => {
      const id = parseDocumentId(text)
      const document = id && log.find(id)
      return document && !document.trashedAt && may(ctx.state.person, document.id, 'read')
        ? [{ id: document.id, title: document.title }]
        : []
    })
    ctx.body = { titles } satisfies TitleList
  })
  return routes
}

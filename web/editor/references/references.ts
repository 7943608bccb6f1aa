import type { DocumentList } from '../../../document/protocol/home.ts'
import type { Me } from '../../../document/protocol/person.ts'
import type { Api } from '../../api/http.ts'
import { createTitles, type Titles, type TitlesDeps } from './titles.ts'

/** A document of mine, to link to. */
export type LinkableDocument = DocumentList['documents'][number]

/** Whom and what this text can refer to. */
export interface References {
  /** Who is here or has written here, without me; nobody when the server does not answer. */
  people(): Promise<readonly Me[]>
  /** What I made or visited, without this document, newest change first. */
  documents(): Promise<readonly LinkableDocument[]>
  readonly titles: Titles
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Hears who I am, at once where that is known. */
  onMe(tell: (person: string) => void): () => void
}

/** References as the page wires them: it says who I am when the server has said so. */
export interface OwnReferences extends References {
  setMe(person: string | undefined): void
}

/** What is referred to, by the API. */
export function createReferences(
  document: string,
  api: Pick<Api, 'people' | 'listDocuments' | 'titles'>,
  { after, now, isSeen }: Pick<TitlesDeps, 'after' | 'isSeen'> & { now: () => number },
): OwnReferences {
  const listeners = new Set<(person: string) => void>()
  let me: string | undefined
  return {
    async people() {
      const answer = await api.people(document)
      return answer.kind === 'ok' ? answer.value.people.filter(({ id }) => id !== me) : []
    },
    async documents() {
      const answer = await api.listDocuments()
      return answer.kind === 'ok' ? answer.value.documents.filter(({ id }) => id !== document) : []
    },
    now,
    titles: createTitles({ ask: api.titles, after, isSeen }),
    onMe(tell) {
      listeners.add(tell)
      if (me !== undefined) tell(me)
      return () => listeners.delete(tell)
    },
    setMe(person) {
      if (person === undefined || person === me) return
      me = person
      for (const tell of listeners) tell(person)
    },
  }
}

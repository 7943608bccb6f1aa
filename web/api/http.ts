import * as v from 'valibot'
import { DocumentCreated, DocumentSnapshot, type PostDocument } from '../../document/protocol/documents.ts'
import {
  DocumentList,
  type ListShows,
  type ListSort,
  Mine,
  type PostCopy,
  type PostFolderName,
  type PostMine,
} from '../../document/protocol/home.ts'
import { Me, type PutMe } from '../../document/protocol/person.ts'
import { CommitAnswer } from '../../document/protocol/post-commit.ts'
import type { PutPresence } from '../../document/protocol/presence.ts'
import { PeopleOfDocument, TitleList } from '../../document/protocol/references.ts'
import { ResidueList } from '../../document/protocol/residue.ts'
import { SearchResults } from '../../document/protocol/search.ts'
import { EventPage } from '../../document/protocol/stream-events.ts'
import type { Answer } from './answer.ts'
import { fetchPictures } from './picture-files.ts'
import { request } from './request.ts'
import { readResidue } from './residue-pages.ts'
import { fetchWordFile, type WordFile } from './word-file.ts'

/** Every call the browser makes, but for the streams; the public HTTP API and nothing else. */
export interface Api {
  listDocuments(wish?: ListQuery): Promise<Answer<DocumentList>>
  /** The same list once more; undefined while it is still the one of `known`, its `version`. */
  listAgain(wish: ListQuery, known: string): Promise<Answer<DocumentList | undefined>>
  search(typed: string): Promise<Answer<SearchResults>>
  mine(id: string): Promise<Answer<Mine>>
  /** Tells that this person has opened the document, which lists it on their home page. */
  noteVisit(id: string): Promise<Answer<undefined>>
  keepMine(id: string, change: PostMine): Promise<Answer<Mine>>
  renameFolder(folder: PostFolderName): Promise<Answer<undefined>>
  copyDocument(id: string, copy: PostCopy): Promise<Answer<DocumentCreated>>
  moveToTrash(id: string): Promise<Answer<undefined>>
  restore(id: string): Promise<Answer<undefined>>
  deleteForEver(id: string): Promise<Answer<undefined>>
  createDocument(document: PostDocument): Promise<Answer<DocumentCreated>>
  /** The document at its head, or as its first `at` events left it. */
  document(id: string, at?: number): Promise<Answer<DocumentSnapshot>>
  /** The document at its head as a file of Word; undefined when none came. */
  wordFile(id: string): Promise<WordFile | undefined>
  /** Those of some pictures that this server keeps, as `data:` addresses by their own. */
  pictures(sources: Iterable<string>): Promise<ReadonlyMap<string, string>>
  /** A page of the log after a version; refused when the log has another one there. */
  events(id: string, after: LogCursor): Promise<Answer<EventPage>>
  /** Posts a commit's frozen bytes. `keepalive` lets a small one leave with the page; `signal` gives it up. */
  commit(id: string, body: string, keepalive?: boolean, signal?: AbortSignal): Promise<Answer<CommitAnswer>>
  residue(id: string): Promise<Answer<ResidueList>>
  /** The same with what this person put aside and is still kept. */
  keptResidue(id: string): Promise<Answer<ResidueList>>
  dismissResidue(id: string, n: number): Promise<Answer<undefined>>
  putPresence(id: string, presence: PutPresence): Promise<Answer<undefined>>
  leave(id: string, client: string): Promise<Answer<undefined>>
  /** Who is here, and who has written here lately. */
  people(id: string): Promise<Answer<PeopleOfDocument>>
  /** What these documents are called now, at most 100 at once. */
  titles(ids: readonly string[]): Promise<Answer<TitleList>>
  me(): Promise<Answer<Me>>
  saveMe(me: PutMe): Promise<Answer<Me>>
}

/** Which documents to list; all and by their last change where something is left out. */
export interface ListQuery {
  readonly shows?: ListShows
  readonly folder?: string | undefined
  readonly sort?: ListSort
  readonly limit?: number
}

/** A version of a document, by all that names it. */
export interface LogCursor {
  readonly seq: number
  readonly chain: string
  readonly epoch: string
}

/** Where the server is and how to reach it. In a browser both are left out. */
export interface ApiOptions {
  readonly base?: string
  readonly fetch?: typeof fetch
}

/** What `fetch` may still carry when its page is gone, by the Fetch Standard: 64 KiB in all. */
const KEEPALIVE_BYTES = 60_000

/** The API of the server this page came from. */
export function createApi({ base = '', fetch: send = (...args) => fetch(...args) }: ApiOptions = {}): Api {
  const at = (id: string, rest = '') => `${base}/api/documents/${id}${rest}`
  const call = <T>(url: string, init: RequestInit, read: (body: unknown) => T, signal?: AbortSignal) =>
    request(url, init, { send, read, ...(signal && { signal }) })
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const parsed =
    <S extends v.GenericSchema>(schema: S) =>
    (body: unknown): v.InferOutput<S> =>
      v.parse(schema, body)
  const nothing = (): undefined => undefined

  return {
    listDocuments: (wish = {}) => call(`${base}/api/documents${queryOf(wish)}`, {}, parsed(DocumentList)),
    listAgain: (wish, known) =>
      call(
        `${base}/api/documents${queryOf(wish)}`,
        { headers: { 'if-none-match': `"${known}"` } },
        parsed(v.optional(DocumentList)),
      ),
    search: (typed) =>
      call(`${base}/api/search?${new URLSearchParams({ q: typed })}`, {}, parsed(SearchResults)),
    mine: (id) => call(at(id, '/mine'), {}, parsed(Mine)),
    noteVisit: (id) => call(at(id, '/visits'), { ...json('POST', {}), keepalive: true }, nothing),
    keepMine: (id, change) => call(at(id, '/mine'), json('POST', change), parsed(Mine)),
    renameFolder: (folder) => call(`${base}/api/folders/rename`, json('POST', folder), nothing),
    copyDocument: (id, copy) => call(at(id, '/copies'), json('POST', copy), parsed(DocumentCreated)),
    moveToTrash: (id) => call(at(id, '/trash'), { method: 'PUT' }, nothing),
    restore: (id) => call(at(id, '/trash'), { method: 'DELETE' }, nothing),
    deleteForEver: (id) => call(at(id), { method: 'DELETE' }, nothing),
    createDocument: (document) =>
      call(`${base}/api/documents`, json('POST', document), parsed(DocumentCreated)),
    document: (id, seq) => call(at(id, seq === undefined ? '' : `?at=${seq}`), {}, parsed(DocumentSnapshot)),
    wordFile: (id) => fetchWordFile(at(id), send),
    pictures: (sources) => fetchPictures(sources, send),
    events: (id, { seq, chain, epoch }) => {
      const query = new URLSearchParams({ after: String(seq), chain, epoch })
      return call(at(id, `/events?${query}`), {}, parsed(EventPage))
    },
    commit: (id, body, keepalive = false, signal = undefined) =>
      call(
        at(id, '/commits'),
        {
          ...json('POST', body),
          keepalive: keepalive && new TextEncoder().encode(body).length <= KEEPALIVE_BYTES,
        },
        parsed(CommitAnswer),
        signal,
      ),
    residue: (id) => readResidue((after) => call(at(id, `/residue?after=${after}`), {}, parsed(ResidueList))),
    keptResidue: (id) =>
      readResidue((after) => call(at(id, `/residue?dismissed=true&after=${after}`), {}, parsed(ResidueList))),
    dismissResidue: (id, n) => call(at(id, `/residue/${n}`), { method: 'DELETE' }, nothing),
    putPresence: (id, presence) => call(at(id, '/presence'), json('PUT', presence), nothing),
    leave: (id, client) =>
      call(at(id, `/presence/${client}`), { method: 'DELETE', keepalive: true }, nothing),
    people: (id) => call(at(id, '/people'), {}, parsed(PeopleOfDocument)),
    titles: (ids) => call(`${base}/api/titles?documents=${ids.join(',')}`, {}, parsed(TitleList)),
    me: () => call(`${base}/api/me`, {}, parsed(Me)),
    saveMe: (me) => call(`${base}/api/me`, json('PUT', me), parsed(Me)),
  }
}

function queryOf(wish: ListQuery): string {
  const given = Object.entries(wish).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

import * as v from 'valibot'
import { DocumentId, Seq } from './ids.ts'
import { Colour } from './person.ts'

const FOLDER_LIMIT = 60

/** The name somebody gave a folder of theirs: 1 to 60 characters after trimming, on one line. */
export const FolderName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(FOLDER_LIMIT),
  v.check(
    (name) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(name),
    'one line of plain text',
  ),
)

/** Which documents a list shows. `trash`: those this person made and moved there. */
export const ListShows = v.picklist(['all', 'mine', 'starred', 'trash'])
export type ListShows = v.InferOutput<typeof ListShows>

/** What a list is sorted by: the newest first, or titles from A on. */
export const ListSort = v.picklist(['updated', 'created', 'title'])
export type ListSort = v.InferOutput<typeof ListSort>

/** The most documents one list holds; so many when `limit` is left out. */
export const MAX_LISTED = 1_000
export const LISTED = 500

/** Somebody who has a document open now. */
export const PersonInDocument = v.object({
  name: v.string(),
  colour: Colour,
  /** True while they write. */
  isWriting: v.boolean(),
})
export type PersonInDocument = v.InferOutput<typeof PersonInDocument>

/** The most people a line of a list names. */
export const MAX_NAMED = 4

/** One line of a list. Times are milliseconds since 1970. */
export const ListedDocument = v.object({
  id: DocumentId,
  title: v.string(),
  seq: Seq,
  createdAt: v.number(),
  updatedAt: v.number(),
  /** Since when it is in the trash; null when it is not. */
  trashedAt: v.nullable(v.number()),
  /** True when this person made it. */
  isMine: v.boolean(),
  isStarred: v.boolean(),
  /** The folder this person keeps it in. */
  folder: v.nullable(v.string()),
  /** How many people have it open now, and the first of them, those who write before those who read. */
  people: v.number(),
  here: v.array(PersonInDocument),
})
export type ListedDocument = v.InferOutput<typeof ListedDocument>

/** `GET /api/documents`: what this person made or visited. */
export const DocumentList = v.object({
  /** Changes with anything of the list; sent as `If-None-Match` it is answered 304 while it holds. */
  version: v.string(),
  documents: v.array(ListedDocument),
  /** How many there are with these filters, of which `documents` holds the first. */
  total: v.number(),
  /** How many documents this person has in the trash. */
  trashed: v.number(),
  /** This person's folders by name, and how many documents are in each. */
  folders: v.array(v.object({ name: v.string(), documents: v.number() })),
})
export type DocumentList = v.InferOutput<typeof DocumentList>

/** `GET /api/documents/:id/mine`: how the document stands in this person's own list. */
export const Mine = v.object({
  isMine: v.boolean(),
  /** False when they never opened it or removed it from their list. */
  isListed: v.boolean(),
  isStarred: v.boolean(),
  folder: v.nullable(v.string()),
})
export type Mine = v.InferOutput<typeof Mine>

/** `POST /api/documents/:id/mine`: what is left out stays as it is. */
export const PostMine = v.strictObject({
  isListed: v.optional(v.boolean()),
  isStarred: v.optional(v.boolean()),
  folder: v.optional(v.nullable(FolderName)),
})
export type PostMine = v.InferOutput<typeof PostMine>

/** `POST /api/documents/:id/visits`: this person has opened the document. */
export const PostVisit = v.strictObject({})

/** `POST /api/folders/rename`: gives a folder another name, or with one that exists puts both together. */
export const PostFolderName = v.strictObject({ from: v.string(), to: FolderName })
export type PostFolderName = v.InferOutput<typeof PostFolderName>

/** `POST /api/documents/:id/copies`. With an `id` of its own a caller may repeat the request safely. */
export const PostCopy = v.strictObject({
  id: v.optional(DocumentId),
  /** The copy's title; that of the document when left out. */
  title: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
})
export type PostCopy = v.InferOutput<typeof PostCopy>

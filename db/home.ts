import type Database from 'better-sqlite3'
import type { ListedDocument, ListShows, ListSort, Mine, PostMine } from '../document/protocol/home.ts'
import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import { sortKey } from '../document/text/sort-key.ts'
import type { PeopleTable } from './people.ts'

/** Which lines of somebody's list are wanted. */
export interface ListWish {
  readonly shows: ListShows
  /** Only this folder; all when left out. */
  readonly folder?: string | undefined
  readonly sort: ListSort
  readonly limit: number
}

/** A line of somebody's list as the disk knows it. */
export type KeptLine = Omit<ListedDocument, 'people' | 'here'>

/** The first lines of a list, how many there are in all, and the folders. */
export interface Listing {
  readonly documents: KeptLine[]
  readonly total: number
  /** How many documents of this person are in the trash. */
  readonly trashed: number
  readonly folders: { readonly name: string; readonly documents: number }[]
}

/** What each person keeps of documents: which are theirs, starred, in which folder, in their list at all. */
export interface Home {
  list(person: PersonId, wish: ListWish): Listing
  /** How a document stands in this person's list; nobody's list when they never had to do with it. */
  mine(person: PersonId, document: DocumentId): Mine
  /** Changes how a document stands in this person's list, who is remembered from now on. */
  keep(person: PersonId, document: DocumentId, change: PostMine): Mine
  /** Gives a folder another name; does nothing when there is none. */
  renameFolder(person: PersonId, from: string, to: string): void
}

/** What the home's statements need from outside. */
export interface HomeDeps {
  readonly database: Database.Database
  readonly now: () => number
  readonly people: Pick<PeopleTable, 'keyOf' | 'noteVisit'>
}

const STRANGER: Mine = { isMine: false, isListed: false, isStarred: false, folder: null }

const ORDERS: Readonly<Record<ListSort, string>> = {
  updated: 'updatedAt DESC',
  created: 'createdAt DESC',
  // A document without a title stands behind those that have one.
  title: "title = '', sort_key(title)",
}

/** Prepares the statements once; they live as long as the database. */
export function createHome({ database, now, people }: HomeDeps): Home {
  database.function('sort_key', { deterministic: true }, (title) => sortKey(String(title)))
  const lists: Readonly<Record<ListSort, Database.Statement>> = {
    updated: database.prepare(listSql('updated')),
    created: database.prepare(listSql('created')),
    title: database.prepare(listSql('title')),
  }
  const folders = database.prepare(
    `SELECT v.folder AS name, count(*) AS documents
     FROM visits v JOIN documents d ON d.key = v.document JOIN people p ON p.key = v.person
     WHERE p.id = ? AND v.folder IS NOT NULL AND v.removed_at IS NULL AND d.trashed_at IS NULL
     GROUP BY v.folder ORDER BY sort_key(v.folder)`,
  )
  const trashed = database
    .prepare(
      `SELECT count(*) FROM documents d JOIN people p ON p.key = d.created_by
       JOIN visits v ON v.document = d.key AND v.person = p.key AND v.removed_at IS NULL
       WHERE p.id = ? AND d.trashed_at IS NOT NULL`,
    )
    .pluck()
  const mine = database.prepare(
    `SELECT d.created_by = p.key AS isMine, v.document IS NOT NULL AND v.removed_at IS NULL AS isListed,
       v.starred_at IS NOT NULL AS isStarred, v.folder
     FROM documents d JOIN people p ON p.id = ? LEFT JOIN visits v ON v.person = p.key AND v.document = d.key
     WHERE d.id = ?`,
  )
  const key = database.prepare('SELECT key FROM documents WHERE id = ?').pluck()
  const star = database.prepare('UPDATE visits SET starred_at = ? WHERE person = ? AND document = ?')
  const move = database.prepare('UPDATE visits SET folder = ? WHERE person = ? AND document = ?')
  const remove = database.prepare(
    'UPDATE visits SET removed_at = ?, starred_at = NULL, folder = NULL WHERE person = ? AND document = ?',
  )
  const rename = database.prepare(
    'UPDATE visits SET folder = ? WHERE folder = ? AND person = (SELECT key FROM people WHERE id = ?)',
  )

  function read(person: PersonId, document: DocumentId): Mine {
    const row = mine.get(person, document) as MineRow | undefined
    if (!row) return STRANGER
    const { isMine, isListed, isStarred, folder } = row
    return { isMine: isMine === 1, isListed: isListed === 1, isStarred: isStarred === 1, folder }
  }

  const write = database.transaction((person: PersonId, document: DocumentId, change: PostMine): void => {
    const documentKey = key.get(document) as number | undefined
    if (documentKey === undefined) return
    const personKey = people.keyOf(person)
    people.noteVisit(personKey, documentKey)
    const { isStarred, folder, isListed } = change
    if (isStarred !== undefined) star.run(isStarred ? now() : null, personKey, documentKey)
    if (folder !== undefined) move.run(folder, personKey, documentKey)
    if (isListed === false) remove.run(now(), personKey, documentKey)
  })

  return {
    list(person, { shows, folder, sort, limit }) {
      const isTrash = shows === 'trash' ? 1 : 0
      const isMine = shows === 'mine' || isTrash ? 1 : 0
      const wish = {
        person,
        isTrash,
        isMine,
        isStarred: shows === 'starred' ? 1 : 0,
        folder: folder ?? null,
        limit,
      }
      const rows = lists[sort].all(wish) as (ListRow & { total: number })[]
      return {
        documents: rows.map(toLine),
        total: rows[0]?.total ?? 0,
        trashed: trashed.get(person) as number,
        folders: folders.all(person) as Listing['folders'],
      }
    },
    mine: read,
    keep(person, document, change) {
      write.immediate(person, document, change)
      return read(person, document)
    },
    renameFolder(person, from, to) {
      rename.run(to, from, person)
    },
  }
}

interface MineRow {
  readonly isMine: number
  readonly isListed: number
  readonly isStarred: number
  readonly folder: string | null
}

type ListRow = Omit<KeptLine, 'isMine' | 'isStarred'> & { isMine: number; isStarred: number }

function toLine({ total: _, isMine, isStarred, ...rest }: ListRow & { total: number }): KeptLine {
  return { ...rest, isMine: isMine === 1, isStarred: isStarred === 1 }
}

function listSql(sort: ListSort): string {
  return `SELECT d.id, d.title, d.head_seq AS seq, d.created_at AS createdAt, d.updated_at AS updatedAt,
      d.trashed_at AS trashedAt, d.created_by = p.key AS isMine, v.starred_at IS NOT NULL AS isStarred, v.folder,
      count(*) OVER () AS total
    FROM people p JOIN visits v ON v.person = p.key JOIN documents d ON d.key = v.document
    WHERE p.id = @person AND v.removed_at IS NULL AND (d.trashed_at IS NOT NULL) = @isTrash
      AND (NOT @isMine OR d.created_by = p.key) AND (NOT @isStarred OR v.starred_at IS NOT NULL)
      AND (@folder IS NULL OR v.folder = @folder)
    ORDER BY ${ORDERS[sort]}, d.key DESC LIMIT @limit`
}

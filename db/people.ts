import type Database from 'better-sqlite3'
import type { PersonId } from '../document/protocol/ids.ts'
import type { Me } from '../document/protocol/person.ts'
import type { People } from './store.ts'

/** A person by wire id and by key. */
export interface PersonRef {
  readonly id: PersonId
  readonly key: number
}

/** A client by the id that the log shows, and by key. */
export interface ClientRef {
  readonly id: string
  readonly key: number
}

/** Answers keys, and makes the rows when a person writes for the first time. */
export interface PeopleTable extends People {
  /** The key of a person, made with the guest's name when new. */
  keyOf(person: PersonId): number
  /** A client of this person's; `taken` when it belongs to somebody else. Made when new. */
  clientOf(client: string, person: PersonRef): ClientRef | 'taken'
  /** The client under which the server itself writes for a person. Nobody else can have taken it. */
  serverClientOf(person: PersonRef): ClientRef
  /** Notes that a person has to do with a document; cheap to call at every commit. */
  noteVisit(person: number, document: number): void
}

/** What the table of people needs from outside. */
export interface PeopleDeps {
  readonly database: Database.Database
  readonly now: () => number
  readonly guest: (id: PersonId) => Me
}

/** How many of the newest events are looked through for their authors: a log may have millions. */
const WRITERS_AMONG = 5_000

/** Prepares the statements once; they live as long as the database. */
export function createPeopleTable({ database, now, guest }: PeopleDeps): PeopleTable {
  const find = database.prepare('SELECT id, name, colour FROM people WHERE id = ?')
  const key = database.prepare('SELECT key FROM people WHERE id = ?').pluck()
  const save = database.prepare(
    `INSERT INTO people (id, name, colour, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour`,
  )
  const findClient = database.prepare('SELECT key, person FROM clients WHERE id = ?')
  const owner = database
    .prepare('SELECT p.id FROM clients c JOIN people p ON p.key = c.person WHERE c.id = ?')
    .pluck()
  const addClient = database.prepare('INSERT INTO clients (id, person) VALUES (?, ?)')
  const visit = database.prepare(
    `INSERT INTO visits (person, document, at) VALUES (?, ?, ?)
     ON CONFLICT (person, document) DO UPDATE SET at = excluded.at, removed_at = NULL`,
  )
  const hasVisit = database
    .prepare('SELECT 1 FROM visits WHERE person = ? AND document = ? AND removed_at IS NULL')
    .pluck()
  const documentKey = database.prepare('SELECT key FROM documents WHERE id = ?').pluck()
  const writers = database.prepare(
    `SELECT p.id, p.name, p.colour FROM (
       SELECT person, max(seq) AS last FROM (
         SELECT person, seq FROM events WHERE document = (SELECT key FROM documents WHERE id = ?)
         ORDER BY seq DESC LIMIT ${WRITERS_AMONG}
       ) GROUP BY person
     ) w JOIN people p ON p.key = w.person ORDER BY w.last DESC LIMIT ?`,
  )
  const keyOf = (person: PersonId): number => {
    const known = key.get(person) as number | undefined
    if (known !== undefined) return known
    const { name, colour } = guest(person)
    return Number(save.run(person, name, colour, now()).lastInsertRowid)
  }
  const claim = (id: string, person: PersonRef): ClientRef | 'taken' => {
    const row = findClient.get(id) as { key: number; person: number } | undefined
    if (row) return row.person === person.key ? { id, key: row.key } : 'taken'
    return { id, key: Number(addClient.run(id, person.key).lastInsertRowid) }
  }
  function serverClientOf(person: PersonRef): ClientRef {
    // Before these ids were reserved anybody could take one. Then the person has another, which no request can spell.
    for (const id of [serverClient(person.id), `person:${person.id}`]) {
      const client = claim(id, person)
      if (client !== 'taken') return client
    }
    throw new Error("the server's client of a person belongs to another")
  }

  return {
    keyOf,
    find: (id) => find.get(id) as Me | undefined,
    save({ id, name, colour }) {
      save.run(id, name, colour, now())
    },
    clientOf(id, person) {
      const owner = ownerOfServerClient(id)
      if (owner === undefined) return claim(id, person)
      return owner === person.id ? serverClientOf(person) : 'taken'
    },
    serverClientOf,
    ownerOfClient(id) {
      return ownerOfServerClient(id) ?? (owner.get(id) as PersonId | undefined)
    },
    noteVisit(person, document) {
      if (!hasVisit.get(person, document)) visit.run(person, document, now())
    },
    recordVisit(person, document) {
      const personKey = key.get(person) as number | undefined
      const documentRow = documentKey.get(document) as number | undefined
      if (personKey !== undefined && documentRow !== undefined) visit.run(personKey, documentRow, now())
    },
    listWriters: (document, limit) => writers.all(document, limit) as Me[],
  }
}

/**
 * The client under which the server itself writes for a person, as for the content of a new document. Ids of people
 * are public, so it is theirs by its name: nobody else can take it.
 */
export function serverClient(person: PersonId): string {
  return `person-${person}`
}

function ownerOfServerClient(client: string): PersonId | undefined {
  return /^person[-:]([A-Za-z0-9_-]{12})$/.exec(client)?.[1] as PersonId | undefined
}

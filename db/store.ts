import type { DocumentId, PersonId } from '../document/protocol/ids.ts'
import type { Me } from '../document/protocol/person.ts'
import type { ResidueItem } from '../document/protocol/residue.ts'
import type { SnapshotInterval } from './append-event.ts'
import type { Announce, DocumentLog } from './document-log.ts'
import type { Files, HasRead } from './files.ts'
import type { Home } from './home.ts'
import type { Imports } from './imports.ts'
import type { SearchIndex } from './search-index.ts'
import type { Trash } from './trash.ts'

/** People who wrote something, and what they opened. */
export interface People {
  /** The saved person; undefined for somebody who has not written anything yet. */
  find(id: PersonId): Me | undefined
  /** Saves name and colour, making the person when needed. */
  save(person: Me): void
  /** Whose client this is, by what was written under it or by its name; undefined for one that wrote nothing. */
  ownerOfClient(client: string): PersonId | undefined
  /** Notes that a known person opened a document, if the disk takes it; does nothing for somebody unknown. */
  recordVisit(person: PersonId, document: DocumentId): void
  /** Who made the newest 5,000 changes of a document, whoever wrote last first. */
  listWriters(document: DocumentId, limit: number): Me[]
}

/** Which part of it is wanted. */
export interface ResiduePage {
  /** Items after this number. */
  readonly after: number
  /** With what was put aside and is still kept. */
  readonly withDismissed: boolean
  /** The most items. */
  readonly limit: number
  /** About how many characters: nothing follows the item that reaches it. */
  readonly size: number
}

/** What could not be placed, by author. */
export interface Residue {
  /** What this person has not decided about, oldest first; all of it where no page says how much. */
  list(document: DocumentId, person: PersonId, page?: Partial<ResiduePage>): ResidueItem[]
  /** True when there is more after item `after`. */
  hasMore(document: DocumentId, person: PersonId, page: Pick<ResiduePage, 'after' | 'withDismissed'>): boolean
  /** Puts one undecided item of this person aside; false when there is none. */
  dismiss(document: DocumentId, person: PersonId, n: number): boolean
  /** Removes what was put aside so long before `now` that nobody can have it back. Undecided items stay for ever. */
  forget(now: number): void
}

/**
 * Everything that is on disk. One process owns it, from `openStore` to `close`. A write that the disk does not
 * take throws StorageFailure, or rejects with it, and leaves nothing behind; reading goes on.
 */
export interface Store {
  readonly log: DocumentLog
  readonly people: People
  readonly residue: Residue
  readonly files: Files
  readonly home: Home
  readonly trash: Trash
  readonly imports: Imports
  readonly search: SearchIndex
  /** What SQLite answers for the pragmas that the promise rests on. */
  pragmas(): { readonly journal_mode: string; readonly synchronous: number }
  close(): void
}

/** What a store needs from outside. */
export interface StoreDeps {
  /** The data folder; made when missing. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
  readonly announce: Announce
  /** The guest name and colour of a person who has not chosen any. */
  readonly guest: (id: PersonId) => Me
  /** Told of paths in the folder that other accounts of this machine may read, and that cannot be closed to them. */
  readonly onExposed?: (paths: readonly string[]) => void
  /** Who has lately read which document, beside those whose visits are kept; nobody when left out. */
  readonly hasRead?: HasRead
  /** The most bytes the database file may have; no limit of ours when left out. */
  readonly maxBytes?: number | undefined
  /** How often a snapshot is taken; SNAPSHOT_EVERY when left out. */
  readonly snapshotEvery?: SnapshotInterval
  /** Milliseconds that only go forward, to divide work by; without it work is divided by count alone. */
  readonly elapsed?: () => number
}

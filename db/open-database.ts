import Database from 'better-sqlite3'
import { MIGRATIONS } from './migrations/migrations.ts'

/** The limit on the database is smaller than what it holds already. */
export class DatabaseTooLarge extends Error {
  constructor(size: number, limit: number) {
    const shown = (bytes: number): string => bytes.toLocaleString('en')
    super(
      `The database has ${shown(size)} bytes and SAMEPAGE_MAX_DATABASE allows ${shown(limit)}. Set it higher.`,
    )
  }
}

/** As many pages as SQLite can count. */
const MAX_PAGES = 0xffff_fffe

// better-sqlite3 12 aborts under Node 24.19 and later when a statement is collected before its database. So
// nothing here calls `pragma`, which throws a statement away, and the few statements there are live on.
const kept = new WeakMap<Database.Database, Database.Statement[]>()

/**
 * Opens the database, sets what the promise of durability rests on, and brings the tables up to date. The file
 * never grows past `maxBytes`, if given: writes then fail with SQLITE_FULL. Throws DatabaseTooLarge when it has.
 */
export function openDatabase(file: string, maxBytes?: number): Database.Database {
  const database = new Database(file, { timeout: 5_000 })
  try {
    // Readers never wait for the writer, and one fsync of the log makes a commit durable.
    database.exec('PRAGMA journal_mode = WAL')
    // Set at every open: a file that is already in WAL mode opens at NORMAL, which a power cut can rob of its
    // newest commits.
    database.exec('PRAGMA synchronous = FULL')
    // macOS needs more than fsync to reach the platter.
    database.exec('PRAGMA fullfsync = ON')
    database.exec('PRAGMA checkpoint_fullfsync = ON')
    database.exec('PRAGMA foreign_keys = ON')
    // Freed pages hold the text of deleted documents and of thinned snapshots until something else needs them.
    database.exec('PRAGMA secure_delete = ON')
    database.exec('PRAGMA journal_size_limit = 67108864')
    database.exec('PRAGMA cache_size = -16000')
    migrate(database)
    if (maxBytes !== undefined) limitSize(database, maxBytes)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: Database.Database): void {
  const done = readPragma(database, 'user_version')
  if (done > MIGRATIONS.length) {
    throw new Error(
      'The data folder was written by a newer Samepage. Start that version, or restore a backup.',
    )
  }
  MIGRATIONS.slice(done).forEach((sql, i) => {
    database
      .transaction(() => {
        database.exec(sql)
        database.exec(`PRAGMA user_version = ${done + i + 1}`)
      })
      .immediate()
  })
}

/** The limit is the connection's, not the file's: it is set at every open. */
function limitSize(database: Database.Database, maxBytes: number): void {
  const pageSize = readPragma(database, 'page_size')
  const size = readPragma(database, 'page_count') * pageSize
  if (size > maxBytes) throw new DatabaseTooLarge(size, maxBytes)
  database.exec(`PRAGMA max_page_count = ${Math.min(MAX_PAGES, Math.floor(maxBytes / pageSize))}`)
}

function readPragma(database: Database.Database, name: 'user_version' | 'page_size' | 'page_count'): number {
  const statement = database.prepare(`PRAGMA ${name}`).pluck()
  kept.set(database, [...(kept.get(database) ?? []), statement])
  return Number(statement.get())
}

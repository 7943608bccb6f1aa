import Database from 'better-sqlite3'
import { MIGRATIONS } from './migrations/migrations.ts'

// better-sqlite3 12 aborts under Node 24.19 and later when a statement is collected before its database. So
// nothing here calls `pragma`, which throws a statement away, and the one statement there is lives on.
const kept = new WeakMap<Database.Database, Database.Statement>()

/** Opens the database, sets what the promise of durability rests on, and brings the tables up to date. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 5_000 })
  // Readers never wait for the writer, and one fsync of the log makes a commit durable.
  database.exec('PRAGMA journal_mode = WAL')
  // Set at every open: a file that is already in WAL mode opens at NORMAL, which a power cut can rob of its
  // newest commits.
  database.exec('PRAGMA synchronous = FULL')
  // macOS needs more than fsync to reach the platter.
  database.exec('PRAGMA fullfsync = ON')
  database.exec('PRAGMA checkpoint_fullfsync = ON')
  database.exec('PRAGMA foreign_keys = ON')
  database.exec('PRAGMA journal_size_limit = 67108864')
  database.exec('PRAGMA cache_size = -16000')
  migrate(database)
  return database
}

function migrate(database: Database.Database): void {
  const version = database.prepare('PRAGMA user_version').pluck()
  kept.set(database, version)
  const done = Number(version.get())
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

import Database from 'better-sqlite3'
import { MIGRATIONS } from './migrations/migrations.ts'

/** Opens the database, sets what the promise of durability rests on, and brings the tables up to date. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 5_000 })
  // Readers never wait for the writer, and one fsync of the log makes a commit durable.
  database.pragma('journal_mode = WAL')
  // Set at every open: a file that is already in WAL mode opens at NORMAL, which a power cut can rob of its
  // newest commits.
  database.pragma('synchronous = FULL')
  // macOS needs more than fsync to reach the platter.
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  database.pragma('journal_size_limit = 67108864')
  database.pragma('cache_size = -16000')
  migrate(database)
  return database
}

function migrate(database: Database.Database): void {
  const done = Number(database.pragma('user_version', { simple: true }))
  if (done > MIGRATIONS.length) {
    throw new Error(
      'The data folder was written by a newer Samepage. Start that version, or restore a backup.',
    )
  }
  MIGRATIONS.slice(done).forEach((sql, i) => {
    database
      .transaction(() => {
        database.exec(sql)
        database.pragma(`user_version = ${done + i + 1}`)
      })
      .immediate()
  })
}

import { join } from 'node:path'
import Database from 'better-sqlite3'

/** The data folder belongs to another running process. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another Samepage. Stop that one first, or set SAMEPAGE_DATA.`,
    )
  }
}

/** Gives the folder back. */
export type Unlock = () => void

/**
 * Takes the data folder for this process alone, for life. Throws FolderInUse when another one has it. The
 * lock is SQLite's own exclusive file lock on a small file of its own: the system takes it back however the
 * process ends, so nothing is ever left to clean up, and other programs may still read the database.
 */
export function lockFolder(folder: string): Unlock {
  const lock = new Database(join(folder, 'samepage.lock'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new FolderInUse(folder)
    throw error
  }
  return () => lock.close()
}

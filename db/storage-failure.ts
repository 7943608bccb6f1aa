import Database from 'better-sqlite3'

/**
 * The disk did not take a write. Nothing of it is stored, and the same write may succeed later: when there is
 * space again (`storage-full`), or when the disk or its lock is back (`storage-failed`).
 */
export class StorageFailure extends Error {
  readonly code: 'storage-full' | 'storage-failed'

  constructor(code: StorageFailure['code'], cause: unknown) {
    super(cause instanceof Error ? cause.message : code, { cause })
    this.name = 'StorageFailure'
    this.code = code
  }
}

/** SQLite's result codes that speak of the disk and not of the statement (sqlite.org/rescode.html). */
const FAILED = /^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY)/

/** The system's words for the same (errno(3)). */
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT'])
const FAILED_CODES = new Set(['EIO', 'EROFS', 'EACCES', 'EPERM', 'EFBIG', 'EMFILE', 'ENFILE'])

/** A StorageFailure where SQLite or the system says that the disk is to blame; any other error as it is. */
export function toStorageFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return ofSystem(error)
  if (error.code === 'SQLITE_FULL') return new StorageFailure('storage-full', error)
  return FAILED.test(error.code) ? new StorageFailure('storage-failed', error) : error
}

function ofSystem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (FULL_CODES.has(code)) return new StorageFailure('storage-full', error)
  return FAILED_CODES.has(code) ? new StorageFailure('storage-failed', error) : error
}

/** Runs a write; throws StorageFailure when the disk does not take it. */
export function writing<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw toStorageFailure(error)
  }
}

/** Runs a write that nobody waits for: a disk that does not take it is no reason to refuse a reader. */
export function writingIfPossible(write: () => void): void {
  try {
    writing(write)
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error
  }
}

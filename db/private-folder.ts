import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What stands in a data folder and holds texts, links or keys. SQLite gives its log and index the database's rights. */
const FILES = ['samepage.sqlite', 'samepage.sqlite-wal', 'samepage.sqlite-shm', 'samepage.lock', 'cookie-key']
/** SQLite would make these for everybody to read. */
const MADE_FIRST = ['samepage.sqlite', 'samepage.lock']

const OTHERS = 0o077

/**
 * Makes a data folder, and takes from one that is there all rights of other accounts of the machine. Answers the paths
 * that others still may read, because they are not this account's. Windows has other rights, which are left alone.
 */
export function makePrivate(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return []
  const files = join(folder, 'files')
  const exposed = [folder, ...foldersOf(files), ...FILES.map((name) => join(folder, name))].filter(
    (path) => !tighten(path),
  )
  for (const name of MADE_FIRST) closeSync(openSync(join(folder, name), 'a', 0o600))
  return exposed
}

function foldersOf(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return []
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [folder, ...inside.map(({ name }) => join(folder, name))]
}

function tighten(path: string): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  if ((mode & OTHERS) === 0) return true
  try {
    chmodSync(path, mode & 0o7700)
    return true
  } catch {
    return false
  }
}

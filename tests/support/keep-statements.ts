import Database from 'better-sqlite3'

/** better-sqlite3 12 aborts under this Node and later when a statement or a database is collected. */
const ABORTS_FROM = [24, 19] as const
const KEEPS = Symbol.for('samepage.keeps-statements')

/**
 * The product opens one data folder and keeps all its statements until it ends. Tests open many and drop them,
 * which would end the test process under such a Node: here everything is kept for as long as the process lives.
 */
function keepEverything(): void {
  // Once in a process: the files of a group share their modules.
  if (KEEPS in Database.prototype) return
  const kept: unknown[] = []
  const { prepare, exec } = Database.prototype
  Object.assign(Database.prototype, {
    [KEEPS]: true,
    prepare(this: Database.Database, sql: string) {
      const statement = prepare.call(this, sql)
      kept.push(this, statement)
      return statement
    },
    exec(this: Database.Database, sql: string) {
      kept.push(this)
      return exec.call(this, sql)
    },
  })
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > ABORTS_FROM[0] || (major === ABORTS_FROM[0] && minor >= ABORTS_FROM[1])) keepEverything()

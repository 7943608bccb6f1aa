import type Database from 'better-sqlite3'

/** Told just before the database would write, and just after a transaction returned, with what it is about to do. */
export type OnWrite = (point: string) => void

/**
 * The same database, watched at the boundary where the product calls it: every `run`, the end of every
 * transaction's body (before COMMIT or RELEASE) and its return. What `onWrite` throws, the product is thrown.
 */
export function watchDatabase(database: Database.Database, onWrite: OnWrite): Database.Database {
  const watchTransaction: Database.Database['transaction'] = (body) => {
    const watched = database.transaction((...values: never[]) => {
      const result: unknown = Reflect.apply(body, undefined, values)
      onWrite('end of transaction')
      return result
    })
    const run =
      (start: (...values: never[]) => unknown) =>
      (...values: never[]) => {
        const result = start(...values)
        onWrite('after transaction')
        return result
      }
    return Object.assign(run(watched), { immediate: run(watched.immediate) }) as never
  }
  const own: Record<PropertyKey, unknown> = {
    prepare: (sql: string) => watchStatement(database.prepare(sql), sql, onWrite),
    transaction: watchTransaction,
  }
  return new Proxy(database, { get: (target, name) => own[name] ?? reach(target, name) })
}

function watchStatement(statement: Database.Statement, sql: string, onWrite: OnWrite): Database.Statement {
  const own: Record<PropertyKey, unknown> = {
    run: (...values: unknown[]) => {
      onWrite(sql)
      return statement.run(...values)
    },
    pluck: () => {
      statement.pluck()
      return watched
    },
  }
  const watched: Database.Statement = new Proxy(statement, {
    get: (target, name) => own[name] ?? reach(target, name),
  })
  return watched
}

/** Native getters and methods know only the object they belong to. */
function reach<T extends object>(target: T, name: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, name, target)
  return typeof value === 'function' ? value.bind(target) : value
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { anId, aVisitor, createDocument, type, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'

/** Calls the garbage collector, which Node offers to nobody else. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** Every statement made from now on, held weakly; better-sqlite3 itself is watched, not replaced. */
function watchStatements(): {
  readonly made: WeakRef<Database.Statement>[]
  readonly thrownAway: () => number
} {
  const made: WeakRef<Database.Statement>[] = []
  let thrownAway = 0
  // No spy of vitest's: it would hold on to every statement it saw returned.
  const { prepare, pragma } = Database.prototype
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql)
    made.push(new WeakRef(statement))
    const { iterate } = statement
    Object.assign(statement, {
      iterate(...values: never[]) {
        thrownAway += 1
        return Reflect.apply(iterate, statement, values)
      },
    })
    return statement
  } as typeof prepare
  Database.prototype.pragma = function (this: Database.Database, ...args) {
    thrownAway += 1
    return pragma.apply(this, args)
  }
  onTestFinished(() => {
    Object.assign(Database.prototype, { prepare, pragma })
  })
  return { made, thrownAway: () => thrownAway }
}

async function doEverything(visitor: Visitor): Promise<void> {
  const { id } = await createDocument(visitor, { title: 'Kept', markdown: 'words' })
  for (let n = 0; n < 5; n++) await type(visitor, id, 'a')
  await visitor.put('/api/me', { json: { name: 'Ada', colour: 1 } })
  const lost = { id: anId(), client: anId(), lost: [{ reason: 'deleted', text: 'gone' }] }
  await visitor.post(`/api/documents/${id}/commits`, { json: lost })
  const kept = await visitor.post(`/api/documents/${id}/files?name=a.txt`, { body: id })
  await visitor.get(kept.json<{ url: string }>().url)
  const paths = ['', '?at=2', '/events?after=0', '/residue', '/residue?dismissed=true']
  for (const path of paths) {
    await visitor.get(`/api/documents/${id}${path}`, { headers: { accept: 'application/json' } })
  }
  await visitor.get(`/d/${id}`)
  await visitor.post(`/api/documents/${id}/mine`, { json: { isStarred: true, folder: 'Kept' } })
  await visitor.post('/api/folders/rename', { json: { from: 'Kept', to: 'Still kept' } })
  await visitor.post(`/api/documents/${id}/copies`, { json: {} })
  await visitor.put(`/api/documents/${id}/trash`)
  await visitor.delete(`/api/documents/${id}`)
  const lists = ['/api/documents?sort=title', '/api/documents?sort=created', '/api/search?q=words']
  for (const path of [
    '/',
    ...lists,
    `/api/documents/${id}/mine`,
    '/api/documents',
    '/api/me',
    '/healthz',
    '/metrics',
  ])
    await visitor.get(path)
}

test('statements are prepared once and kept: a collected one ends the process under Node 24', async () => {
  const { made, thrownAway } = watchStatements()
  const server = await startServer()
  const visitor = aVisitor(server.url)
  await doEverything(visitor)
  const preparedAtFirst = made.length
  expect(preparedAtFirst).toBeGreaterThan(10)

  await doEverything(visitor)
  collect()
  expect(made.length).toBe(preparedAtFirst)
  expect(made.filter((statement) => !statement.deref())).toEqual([])
  // `pragma` and `iterate` each make something that is thrown away, unseen by the watch above.
  expect(thrownAway()).toBe(0)
})

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { ResidueList } from '../../document/protocol/residue.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { aCommitOn, aVisitor, createDocument, type Visitor } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

test('C14 text that was put aside can be had for 30 days, by its author, also after a restart', async () => {
  const { ann, bob, clock, restart, path } = await aServerWithLostText('first', 'second')
  const [first, second] = await list(ann, path)
  expect((await ann.delete(`${path}/${first?.n}`)).status).toBe(204)
  expect((await ann.delete(`${path}/${first?.n}`)).code).toBe('not-found')
  const dismissedAt = clock.now()
  expect(await list(ann, path)).toEqual([second])
  expect(await list(ann, `${path}?dismissed=true`)).toEqual([{ ...first, dismissedAt }, second])
  expect(await list(bob, `${path}?dismissed=true`)).toEqual([])

  clock.turn(30 * DAY_MS)
  await restart()
  expect(await list(ann, `${path}?dismissed=true`)).toEqual([{ ...first, dismissedAt }, second])
  clock.turn(1)
  expect(await list(ann, `${path}?dismissed=true`)).toEqual([second])
})

test('C14 what was put aside is removed after its time, at the start and once a day; what is undecided never', async () => {
  const { ann, clock, restart, path, rows } = await aServerWithLostText('aside', 'undecided')
  const [aside] = await list(ann, path)
  await ann.delete(`${path}/${aside?.n}`)
  clock.turn(30 * DAY_MS)
  expect(rows()).toBe(2)
  clock.turn(DAY_MS)
  expect(rows()).toBe(1)

  const [undecided] = await list(ann, path)
  expect(undecided?.text).toBe('undecided')
  await ann.delete(`${path}/${undecided?.n}`)
  clock.turn(30 * DAY_MS + 1)
  await restart()
  expect(rows()).toBe(0)
})

test('C14 `dismissed` is true or left out', async () => {
  const { ann, path } = await aServerWithLostText('text')
  for (const value of ['false', '', '1'])
    expect((await ann.get(`${path}?dismissed=${value}`)).code).toBe('invalid-request')
})

/** A server on a clock turned by hand, with a document in which Ann lost these texts, one after the other. */
async function aServerWithLostText(...texts: string[]) {
  const clock = createHandClock()
  let server = await startServer({ clock })
  const [ann, bob] = [aVisitor(server.url), aVisitor(server.url)]
  const { id } = await createDocument(ann)
  const path = `/api/documents/${id}/residue`
  for (const text of texts) {
    const lost = [{ reason: 'deleted', text }]
    await ann.post(`/api/documents/${id}/commits`, { json: await aCommitOn(ann, id, { lost }) })
  }
  return {
    ann,
    bob,
    clock,
    path,
    async restart() {
      server = await server.restart()
    },
    rows: () => countRows(server.folder),
  }
}

async function list(visitor: Visitor, path: string): Promise<ResidueList['residue']> {
  return (await visitor.get(path)).json<ResidueList>().residue
}

/** How many texts are on the disk, whatever the server tells of them. */
function countRows(folder: string): unknown {
  const database = new Database(join(folder, 'samepage.sqlite'), { readonly: true })
  const count = database.prepare('SELECT count(*) FROM residue').pluck().get()
  database.close()
  return count
}

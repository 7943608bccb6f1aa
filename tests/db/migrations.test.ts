import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { SQL as first } from '../../db/migrations/0001-log.ts'
import { DATABASE_FILE } from '../../db/open-store.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { ANN, aCommit, aDocument, aDocumentId, aFolder, aStore, record, typing } from '../support/store.ts'

test('a data folder of the first version is brought up to date, and text kept in it can be put aside', () => {
  const folder = aFolder()
  const database = new Database(join(folder, DATABASE_FILE))
  database.exec(first)
  database.exec(`
    INSERT INTO people VALUES (1, '${ANN}', 'Ann', 0, 0);
    INSERT INTO documents VALUES (1, 'old', 'epochepoch12', '', 0, 1, '', '', 0, 0, 0, NULL);
    INSERT INTO residue VALUES (7, 1, 1, 3, 'commit-old', 'deleted', 'from before', NULL, 5);
    PRAGMA user_version = 1;
  `)
  database.close()
  const { residue } = aStore(folder)
  const old = 'old' as DocumentId
  expect(residue.list(old, ANN)).toMatchObject([{ n: 7, text: 'from before', at: 5 }])
  expect(residue.dismiss(old, ANN, 7)).toBe(true)
  expect(residue.list(old, ANN)).toEqual([])
  expect(residue.list(old, ANN, { withDismissed: true })).toMatchObject([
    { n: 7, dismissedAt: expect.any(Number) },
  ])
})

test('A5 what an older version answered to an import loses the titles, and is told with them while they are there', () => {
  const folder = aFolder()
  const store = aStore(folder)
  const [here, gone] = [aDocumentId(), aDocumentId()]
  const content = parseMarkdown('# Plan')
  store.log.create({ id: here, person: ANN, content, requestHash: '00'.repeat(9) })
  store.close()
  const database = new Database(join(folder, DATABASE_FILE))
  const documents = [
    { id: here, title: 'Plan' },
    { id: gone, title: 'Secret' },
  ]
  const insert = database.prepare('INSERT INTO imports (id, hash, answer) VALUES (?, ?, ?)')
  insert.run('import-0001', 'hash', JSON.stringify({ documents, files: 2, left: [] }))
  insert.run('import-0002', 'hash', JSON.stringify({ documents: [], files: 0, left: [] }))
  insert.run('import-0003', 'hash', null)
  database.pragma('user_version = 9')
  database.close()
  const { imports } = aStore(folder)
  const told = [documents[0], { id: gone, title: '' }]
  expect(imports.begin('import-0001', 'hash')).toEqual({
    kind: 'known',
    answer: { documents: told, files: 2, left: [] },
  })
  expect(imports.begin('import-0002', 'hash')).toMatchObject({ kind: 'known', answer: { documents: [] } })
  expect(imports.unfinished()).toHaveLength(1)
})

test('H10 the text that an older version took in for the search is taken in anew', async () => {
  const folder = aFolder()
  const store = aStore(folder)
  const id = aDocument(store)
  await record(store, id, aCommit(store, id, [typing('saffron', 3)]))
  store.close()
  const database = new Database(join(folder, DATABASE_FILE))
  database.exec(`
    DROP TABLE text_parts;
    CREATE VIRTUAL TABLE document_text USING fts5(title, body, prefix = '2 3');
    INSERT INTO document_text (rowid, title, body) VALUES (1, '', 'saffron');
    INSERT INTO indexed VALUES (1, 1);
    PRAGMA user_version = 4;
  `)
  database.close()
  const { search } = aStore(folder)
  expect(search.due()).toEqual([id])
  const steps = search.take(id)
  while (!steps.next().done);
  expect(search.find(ANN, 'saffron', 9).map((found) => found.id)).toEqual([id])
})

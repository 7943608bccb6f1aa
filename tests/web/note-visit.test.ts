import { expect, test } from 'vitest'
import { createVisitNote } from '../../web/note-visit.ts'
import type { SyncStatus } from '../../web/sync/sync-client.ts'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { createApi } from '../support/page-api.ts'
import { startServer } from '../support/server.ts'

const status = (connection: SyncStatus['connection']) => ({ connection }) as SyncStatus

test('H3 a page tells once that it has opened a document, when there is a line, and again after one that broke', async () => {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url), { title: 'Theirs' })
  let isBroken = true
  const sent: string[] = []
  const answers: Promise<unknown>[] = []
  const api = createApi({
    base: url,
    fetch: createCookieFetch((input, init) => {
      sent.push(`${init?.method} ${String(input).slice(url.length)}`)
      return isBroken ? Promise.reject(new TypeError('the line broke')) : fetch(input, init)
    }),
  })
  const noteVisit = createVisitNote(id, {
    noteVisit(document) {
      const answer = api.noteVisit(document)
      answers.push(answer)
      return answer
    },
  })
  noteVisit(status('connecting'))
  expect(sent).toEqual([])
  noteVisit(status('live'))
  await Promise.all(answers)
  isBroken = false
  await api.saveMe({ name: 'Bob', colour: 1 })
  for (let i = 0; i < 3; i++) {
    noteVisit(status('live'))
    await Promise.all(answers)
  }
  const path = `POST /api/documents/${id}/visits`
  expect(sent).toEqual([path, 'PUT /api/me', path])
  const list = await api.listDocuments()
  expect(list).toMatchObject({ kind: 'ok', value: { documents: [{ title: 'Theirs' }] } })
})

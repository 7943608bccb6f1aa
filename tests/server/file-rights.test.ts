import { expect, test } from 'vitest'
import type { FileId } from '../../document/protocol/files.ts'
import { keptFile, PNG } from '../support/files.ts'
import { createHandClock } from '../support/hand-clock.ts'
import {
  aCommitOn,
  aVisitor,
  createDocument,
  readDocument,
  type,
  type Visitor,
  visit,
} from '../support/http.ts'
import { startServer } from '../support/server.ts'

/** What a picture is inserted with. */
const showing = (url: string) => {
  const figure = { type: 'figure', attrs: { src: url } }
  return [{ stepType: 'replace', from: 2, to: 2, slice: { content: [figure] } }]
}

test('F8 naming the address of a file keeps it for those alone who can have read a document that has it', async () => {
  const clock = createHandClock()
  const server = await startServer({ clock })
  const people = Array.from({ length: 5 }, () => aVisitor(server.url))
  const [ann, bob, cat, dan, eve] = people as [Visitor, Visitor, Visitor, Visitor, Visitor]
  const source = (await createDocument(ann)).id
  const names = [
    'of Bob, who only looked',
    'of Cat, who wrote there',
    'of Dan, who visited',
    'of Eve, a stranger',
  ]
  const files = await Promise.all(names.map((name) => keptFile(ann, source, name, PNG)))
  const paste = async (by: Visitor, url: string) => {
    const { id } = await createDocument(by)
    const json = await aCommitOn(by, id, { steps: showing(url) })
    expect((await by.post(`/api/documents/${id}/commits`, { json })).status).toBe(201)
  }
  await createDocument(dan)
  await readDocument(bob, source)
  await type(cat, source, 'words')
  await visit(dan, source)
  const urls = files.map(({ url }) => url)
  for (const [i, by] of [bob, cat, dan, eve].entries()) await paste(by, urls[i] ?? '')
  for (const url of urls) await paste(eve, url)
  await ann.put(`/api/documents/${source}/trash`)
  await ann.delete(`/api/documents/${source}`)
  const statuses = async () => Promise.all(urls.map(async (url) => (await eve.get(url)).status))
  expect(await statuses()).toEqual([200, 200, 200, 404])
  for (const url of urls) await paste(eve, url)
  clock.turn(2 * 24 * 60 * 60 * 1_000)
  expect(await statuses()).toEqual([200, 200, 200, 404])
  expect(server.store.files.find(files[3]?.id as FileId)).toBeUndefined()
})

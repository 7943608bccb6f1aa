import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { aVisitor, createDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'

test('H6 a page knows that its document is in the trash, and sends what waited when it is back', async () => {
  const { url } = await startServer()
  const maker = aVisitor(url)
  const { id } = await createDocument(maker, { markdown: 'words' })
  const ann = openPage(url, id)
  ann.client.start()
  await ann.until(isAtRest)
  await maker.put(`/api/documents/${id}/trash`)
  await ann.until(({ status }) => status?.isInTrash === true)
  ann.edit((transform) => transform.insert(3, schema.text('late ')))
  await ann.until(({ status }) => status?.trouble === 'in-trash')
  const bob = openPage(url, id)
  bob.client.start()
  await bob.until(({ status }) => status?.connection === 'live' && status.isInTrash)
  await maker.delete(`/api/documents/${id}/trash`)
  const { status, doc } = await ann.until((shown) => isAtRest(shown) && shown.doc !== undefined)
  expect([status?.isInTrash, status?.halt, doc?.textContent]).toEqual([false, undefined, 'late words'])
  await bob.until((shown) => shown.status?.isInTrash === false && shown.doc?.textContent === 'late words')
  for (const { client } of [ann, bob]) client.stop()
})

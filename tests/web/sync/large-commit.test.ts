import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aVisitor, createDocument, readDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'

const STRICT_BYTES = 20_000

test('behind a proxy that takes little at once a large change goes through in smaller commits', async () => {
  const { ann, visitor, id, sizes } = await aPageBehindAStrictProxy()
  const lines = Array.from({ length: 60 }, (_, i) => `${i} `.repeat(1_000))
  ann.edit((transform) => {
    for (const line of lines)
      transform.insert(transform.doc.content.size, schema.nodes.paragraph.create(null, schema.text(line)))
  })
  const { doc } = await ann.until(isAtRest)
  expect((await readDocument(visitor, id)).doc).toEqual(doc?.toJSON())
  expect(doc?.textContent).toBe(lines.join(''))
  expect(Math.min(...sizes)).toBeLessThanOrEqual(STRICT_BYTES)
})

test('a single step that nobody on the way takes is one clear stop, and the text stays', async () => {
  const { ann, sizes } = await aPageBehindAStrictProxy()
  ann.edit((transform) => transform.insert(3, schema.text('x'.repeat(2 * STRICT_BYTES))))
  const { status, doc } = await ann.until((shown) => shown.status?.halt !== undefined)
  expect(status).toMatchObject({ halt: 'body-too-large', unsaved: 1 })
  expect(doc?.textContent).toHaveLength(2 * STRICT_BYTES)
  expect(sizes).toHaveLength(1)
})

/** nginx answers in HTML to what is more than its `client_max_body_size`, and does not tell us of it. */
async function aPageBehindAStrictProxy() {
  const { url } = await startServer()
  const visitor = aVisitor(url)
  const { id } = await createDocument(visitor)
  const through = createCookieFetch()
  const sizes: number[] = []
  const ann = openPage(url, id, {
    fetch: async (input, init) => {
      const size = String(init?.body ?? '').length
      if (String(input).endsWith('/commits')) sizes.push(size)
      return size > STRICT_BYTES
        ? new Response('<h1>413 Request Entity Too Large</h1>', { status: 413 })
        : through(input, init)
    },
  })
  ann.client.start()
  await ann.until(isAtRest)
  return { ann, visitor, id, sizes }
}

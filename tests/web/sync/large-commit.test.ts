import { expect, onTestFinished, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { aVisitor, createDocument, readDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'

const STRICT_BYTES = 90_000

test('behind a proxy that takes little at once a large change goes through in smaller commits', async () => {
  const { open, visitor, id, sizes } = await aPageBehindAStrictProxy()
  const ann = await open()
  const lines = Array.from({ length: 60 }, (_, i) => `${i} `.repeat(2_000))
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
  const { open, sizes } = await aPageBehindAStrictProxy()
  const ann = await open()
  ann.edit((transform) => transform.insert(3, schema.text('x'.repeat(2 * STRICT_BYTES))))
  const { status, doc } = await ann.until((shown) => shown.status?.halt !== undefined)
  expect(status).toMatchObject({ halt: 'body-too-large', unsaved: 1 })
  expect(doc?.textContent).toHaveLength(2 * STRICT_BYTES)
  expect(sizes).toHaveLength(1)
})

test('what could not be taken stops nobody who opens the document again: its text is offered, in pieces', async () => {
  const { open, device, id } = await aPageBehindAStrictProxy()
  const before = device.page(id)
  const ann = await open(before)
  const text = '😀a'.repeat(STRICT_BYTES)
  ann.edit((transform) => transform.insert(3, schema.text(text)))
  await ann.until(({ status }) => status?.halt === 'body-too-large')
  await device.until(id, ([kept]) => kept?.work.inflight?.refused === 'body-too-large')
  before.vanish()

  const again = await open(device.page(id))
  const { residue } = await again.until((shown) => shown.residue.map((item) => item.text).join('') === text)
  expect(residue.length).toBeGreaterThan(1)
  again.edit((transform) => transform.insert(3, schema.text('on')))
  const { doc } = await again.until(isAtRest)
  expect(doc?.textContent).toBe('on')
})

test('from a server that takes fewer steps at once than this page was built for, a change goes through in smaller commits', async () => {
  const { url } = await startServer()
  const visitor = aVisitor(url)
  const { id } = await createDocument(visitor)
  const through = createCookieFetch()
  const counts: number[] = []
  const strict: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('/commits')) return through(input, init)
    const { steps } = JSON.parse(String(init?.body)) as { steps: unknown[] }
    counts.push(steps.length)
    const error = { code: 'too-many-steps', message: 'The change has too many steps.' }
    return steps.length > 7 ? Response.json({ error }, { status: 413 }) : through(input, init)
  }
  const ann = openPage(url, id, { ...aDevice().page(id), fetch: strict })
  onTestFinished(() => ann.client.stop())
  ann.client.start()
  await ann.until(isAtRest)
  ann.edit((transform) => {
    for (let i = 0; i < 40; i++) transform.insert(3, schema.nodes.horizontal_rule.create())
  })
  const { doc } = await ann.until((shown) => isAtRest(shown) && counts.length > 0)
  expect((await readDocument(visitor, id)).doc).toEqual(doc?.toJSON())
  expect(doc?.childCount).toBe(42)
  expect(counts[0]).toBe(40)
})

/** nginx answers in HTML to what is more than its `client_max_body_size`, and does not tell us of it. */
async function aPageBehindAStrictProxy() {
  const { url } = await startServer()
  const visitor = aVisitor(url)
  const { id } = await createDocument(visitor)
  const through = createCookieFetch()
  const sizes: number[] = []
  const strict: typeof fetch = async (input, init) => {
    const size = String(init?.body ?? '').length
    if (String(input).endsWith('/commits')) sizes.push(size)
    return size > STRICT_BYTES
      ? new Response('<h1>413 Request Entity Too Large</h1>', { status: 413 })
      : through(input, init)
  }
  const device = aDevice()
  return {
    visitor,
    id,
    sizes,
    device,
    async open(page = device.page(id)) {
      const opened = openPage(url, id, { ...page, fetch: strict })
      onTestFinished(() => opened.client.stop())
      opened.client.start()
      await opened.until(isAtRest)
      return opened
    },
  }
}

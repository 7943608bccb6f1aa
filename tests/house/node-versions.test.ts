import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NODE_VERSIONS, NODES_FILE, type NodeVersion } from '../../scripts/node-versions.mjs'
import { aVisitor, createDocument, readDocument, type } from '../support/http.ts'
import { isCommit, openReader } from '../support/stream-reader.ts'
import { productUnder } from './product-under.ts'

const COMMITS = 150

/** `npm run smoke` and `npm test` fetch the versions first and note here where they are. */
const noted: NodeVersion[] = existsSync(NODES_FILE) ? JSON.parse(readFileSync(NODES_FILE, 'utf8')) : []

test('each supported Node version was looked for', () => {
  expect(noted.map(({ version }) => version)).toEqual(NODE_VERSIONS)
})

test.for(noted)(
  'under Node $version a document is made, written, followed and read again',
  async (found, { skip }) => {
    // A version that cannot be fetched here says nothing of the product: the skip is printed with its reason.
    if ('missing' in found) return skip(found.missing)
    const product = productUnder(found.node, found.sqlite)
    const url = await product.start()
    const ann = aVisitor(url)
    const { id, seq } = await createDocument(ann, { title: 'Smoke' })
    const stream = await openReader(`${url}/api/documents/${id}/events?after=${seq}`)
    expect(await stream.next()).toMatchObject({ event: 'hello' })

    for (let n = 1; n <= COMMITS; n++) {
      await type(ann, id, 'a', 8)
      await ann.get(n % 2 ? '/api/documents' : `/api/documents/${id}?at=${n}`)
    }
    expect(
      (await stream.until(isCommit(seq + COMMITS))).filter(({ event }) => event === 'commit'),
    ).toHaveLength(COMMITS)
    stream.close()
    const written = await readDocument(ann, id)
    expect(JSON.stringify(written.doc)).toContain('a'.repeat(COMMITS))
    expect(await product.stop()).toBe(0)

    expect(await readDocument(aVisitor(await product.start()), id)).toEqual(written)
  },
)

import { Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { writeContent } from '../../db/new-content.ts'
import { hashDocument } from '../../document/commit/hash.ts'
import { encodeSteps } from '../../document/commit/wire-steps.ts'
import { emptyDocument, schema, titleOf } from '../../document/schema/schema.ts'
import { doc, p, title } from '../support/build-document.ts'
import { commitsAfter } from '../support/logged-events.ts'
import { createRandom } from '../support/random.ts'
import { randomDocument } from '../support/random-document.ts'
import { ANN, aDocumentId, aStore } from '../support/store.ts'

test('a document made of text that was written out before is recorded as one made of its nodes', () => {
  const store = aStore(undefined, { snapshotEvery: { commits: 200, bytes: 2_000 } })
  const seed = Date.now() % 1_000_000
  const random = createRandom(seed)
  for (let run = 0; run < 60; run++) {
    const content = randomDocument(random)
    const written = writeContent(content)
    if (written.kind !== 'content') throw new Error(`seed ${seed}: ${written.kind}`)
    const [byText, byNodes] = [aDocumentId(), aDocumentId()]
    store.log.create({ id: byText, person: ANN, requestHash: '00'.repeat(9), content: written.content })
    store.log.create({ id: byNodes, person: ANN, requestHash: '00'.repeat(9), content })
    const [event] = commitsAfter(store, byText)
    const [other] = commitsAfter(store, byNodes)
    if (!event || !other) throw new Error(`seed ${seed}: no commit`)
    const step = new ReplaceStep(0, emptyDocument().content.size, new Slice(content.content, 0, 0))
    expect(event.steps, `seed ${seed}`).toEqual(encodeSteps([step]))
    expect(event.hash).toBe(other.hash)
    expect(event.hash ?? hashDocument(content)).toBe(hashDocument(content))
    expect(store.log.version(byText)?.doc.eq(content), `seed ${seed}`).toBe(true)
    expect(store.log.find(byText)).toMatchObject({ title: titleOf(content), seq: 1 })
  }
})

test('what no document may hold is told, and not written out', () => {
  const deep = (depth: number): Parameters<typeof schema.nodes.doc.create>[1] => {
    let node = p('x')
    for (let i = 0; i < depth; i++) node = schema.nodes.blockquote.create(null, node)
    return node
  }
  expect(writeContent(schema.nodes.doc.create(null, [title('a'), deep(40)] as never))).toMatchObject({
    kind: 'unsound',
  })
  expect(writeContent(doc(title('a'), p('x'.repeat(2_000_001))))).toEqual({ kind: 'too-large' })
})

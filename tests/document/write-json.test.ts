import { expect, test } from 'vitest'
import { emptyDocument } from '../../document/schema/schema.ts'
import { writeJson } from '../../document/schema/write-json.ts'
import { doc, img, p } from '../support/build-document.ts'
import { createRandom } from '../support/random.ts'
import { randomDocument } from '../support/random-document.ts'

test('a document is written as JSON.stringify writes it, byte for byte', () => {
  const odd = doc(p('"\\\u0001\u2028😀', img(`data:image/png;base64,${'A'.repeat(400)}`)))
  const documents = Array.from({ length: 400 }, (_, seed) => randomDocument(createRandom(seed + 1)))
  for (const written of [emptyDocument(), odd, ...documents]) {
    expect(writeJson(written)).toBe(JSON.stringify(written))
    expect(writeJson(written)).toBe(JSON.stringify(written.toJSON()))
  }
})

import { expect, test } from 'vitest'
import { keptFile } from '../support/files.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { startServer } from '../support/server.ts'

/** A box of a HEIF or AVIF (ISO/IEC 14496-12, 4.2). */
function aBox(type: string, ...content: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  head.write(type, 4)
  return Buffer.concat([head, ...content])
}

/** An AVIF that says its size so many times, with as many empty boxes behind. */
function anAvif(sizes: number): Buffer {
  const size = aBox('ispe', Buffer.from('000000000000001e00000014', 'hex'))
  const boxes = [...Array(sizes).fill(size), ...Array(sizes).fill(aBox('free'))]
  const properties = aBox('iprp', aBox('ipco', ...boxes))
  return Buffer.concat([
    aBox('ftyp', Buffer.from('avif\0\0\0\0avifmif1')),
    aBox('meta', Buffer.alloc(4), properties),
  ])
}

test('F3 a picture that says its size a thousand times is kept, and nobody reads them all', async () => {
  const ann = aVisitor((await startServer()).url)
  const { id } = await createDocument(ann)
  expect(await keptFile(ann, id, 'a.avif', anAvif(2))).toMatchObject({
    type: 'image/avif',
    width: 30,
    height: 20,
  })
  const many = await keptFile(ann, id, 'b.avif', anAvif(1_000))
  expect(many.type).toBe('image/avif')
  expect(many).not.toHaveProperty('width')
})

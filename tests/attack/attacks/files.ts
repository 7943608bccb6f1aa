import type { Attack } from '../attack.ts'
import { makeDocument } from '../document-handle.ts'

const OCTETS = 'application/octet-stream'

/** A box of an ISO base media file: its length, its name, what it holds. */
function box(name: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  const body = Buffer.concat(content)
  head.writeUInt32BE(8 + body.length, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A picture that says its size so many times, before so many empty boxes. */
function avif(sizes: number, empties: number): Buffer {
  const size = box('ispe', Buffer.alloc(4), Buffer.from([0, 0, 0, 9, 0, 0, 0, 9]))
  const properties = box('iprp', box('ipco', ...Array.from({ length: sizes }, () => size)))
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1')),
    box('meta', Buffer.alloc(4), properties),
    ...Array.from({ length: empties }, () => box('free')),
  ])
}

function jpeg(segments: number): Buffer {
  const segment = Buffer.from([0xff, 0xe2, 0x00, 0x04, 0, 0])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array.from({ length: segments }, () => segment)])
}

function upload(
  name: string,
  input: string,
  make: (count: (normal: number, most?: number) => number) => Buffer,
): Attack {
  return {
    name,
    input,
    async begin(scene) {
      const person = await scene.person()
      const { path } = await makeDocument(person)
      const file = make(scene.count)
      return async () => void (await person.post(`${path}/files?name=a`, file, OCTETS))
    },
  }
}

/** Files whose beginnings take long to understand, and odd ways to fetch them. */
export const files: readonly Attack[] = [
  upload('H3', 'an AVIF of 512 kB that says its size 13,000 times before 32,000 empty boxes', (count) =>
    avif(count(13_000, 13_000), count(32_000, 32_000)),
  ),
  upload('H3-sizes', 'an AVIF that says its size 26,000 times', (count) => avif(count(26_000, 26_000), 0)),
  upload('H3-boxes', 'an AVIF of one size before 65,000 empty boxes', (count) =>
    avif(1, count(65_000, 65_000)),
  ),
  upload('H3-jpeg', 'a JPEG of 80,000 empty segments', (count) => jpeg(count(80_000, 80_000))),
  upload('H3-svg', 'an SVG of 500 kB of spaces and quotes', (count) =>
    Buffer.from(`<svg ${' a="'.repeat(count(120_000, 120_000))}>`),
  ),
  upload('H3-tiff', 'a TIFF whose directory has 40,000 entries', (count) => {
    const entries = count(40_000, 60_000)
    const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, entries & 255, entries >> 8])
    return Buffer.concat([head, Buffer.alloc(12 * entries, 1)])
  }),
  upload('H3-webp', 'a WebP of nothing', () =>
    Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8X'.padEnd(500_000, '\0'), 'latin1'),
  ),
  upload('H3-large', 'a file of 25 MB of zeros', (count) => Buffer.alloc(count(26_000_000, 26_000_000))),
  {
    name: 'ranges',
    input: '2,000 ranges of a file of 10 MB, many of them at once, some of them nonsense',
    async begin(scene) {
      const person = await scene.person()
      const { path } = await makeDocument(person)
      const kept = await person.post(`${path}/files?name=a`, Buffer.alloc(10_000_000, 'x'), OCTETS)
      const { url } = kept.json<{ url: string }>()
      const odd = [
        'bytes=0-',
        'bytes=9999999-',
        'bytes=-1',
        'bytes=5-1',
        `bytes=${'0-1,'.repeat(500)}0-1`,
        'bytes=a-b',
      ]
      return async () => {
        for (let i = 0; i < scene.count(2_000, 10_000) / 50 && !scene.over.aborted; i++) {
          const asked = Array.from({ length: 50 }, (_, j) => odd[(i + j) % odd.length] ?? '')
          await Promise.all(
            asked.map((Range) => person.get(url, { Range, ...(i % 2 ? { 'If-None-Match': '"a"' } : {}) })),
          )
        }
      }
    },
  },
]

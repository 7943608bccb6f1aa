import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { FileKept } from '../../document/protocol/files.ts'
import type { Reply, Visitor } from './http.ts'

/** A whole PNG of one red pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

/** A PNG of this size in one colour, or in `noise` that nothing packs. */
export function aPicture(width: number, height: number, kind: 'plain' | 'noise' = 'plain'): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const size = (width + 1) * height
  const rows = kind === 'noise' ? randomBytes(size) : Buffer.alloc(size, 0x9a)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  const start = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')])
}

function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}

/** CRC-32 as PNG has it; Node's own came with version 22. */
function crc32(bytes: Buffer): number {
  let sum = 0xffff_ffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1
  }
  return (sum ^ 0xffff_ffff) >>> 0
}

/** Brings a file to a document, as `type` says or as bytes of any kind. */
export function upload(
  visitor: Visitor,
  document: string,
  name: string,
  body: string | Uint8Array,
  type = 'application/octet-stream',
): Promise<Reply> {
  const path = `/api/documents/${document}/files?name=${encodeURIComponent(name)}`
  return visitor.post(path, { body, headers: { 'content-type': type } })
}

/** The same, for a file that is taken. */
export async function keptFile(...args: Parameters<typeof upload>): Promise<FileKept> {
  const reply = await upload(...args)
  if (reply.status > 201) throw new Error(`the file was refused: ${reply.status} ${reply.text}`)
  return reply.json<FileKept>()
}

import { imageSize } from 'image-size'
import type { Picture } from './convert-jobs.ts'

const DATA = /^data:(image\/[a-z]+);base64,(.+)$/

/** The kinds of pictures that Word shows, by media type. */
const KINDS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const

/** A picture as a file of Word holds it. Its size is in its own pixels. */
export interface WordPicture {
  readonly type: (typeof KINDS)[keyof typeof KINDS]
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** The picture at an address, of those at hand or within the address; undefined when Word cannot show it. */
export function wordPicture(src: string, pictures: ReadonlyMap<string, Picture>): WordPicture | undefined {
  const picture = pictures.get(src) ?? embedded(src)
  const type = picture && KINDS[picture.type as keyof typeof KINDS]
  const size = type && sizeOf(picture.bytes)
  return size && { type, bytes: picture.bytes, ...size }
}

function embedded(src: string): Picture | undefined {
  const [, type, base64] = DATA.exec(src) ?? []
  return type && base64 ? { type, bytes: Buffer.from(base64, 'base64') } : undefined
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height } = imageSize(bytes)
    return width > 0 && height > 0 ? { width, height } : undefined
  } catch {
    return undefined
  }
}

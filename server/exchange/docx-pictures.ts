import { ImageRun } from 'docx'
import { imageSize } from 'image-size'
import type { Picture } from './convert-jobs.ts'
import type { DocxContext, Inline } from './docx-out.ts'

const DATA = /^data:(image\/[a-z]+);base64,(.+)$/
const WIDTH_PX = 600

/** The kinds of pictures that Word shows, by media type. */
const KINDS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const

/** A picture in the line, no wider than the page; undefined when its bytes are not here, or not Word's kind. */
export function pictureRun(
  src: string,
  alt: string,
  width: number | null,
  { pictures }: DocxContext,
): Inline | undefined {
  const picture = pictures.get(src) ?? embedded(src)
  const type = picture && KINDS[picture.type as keyof typeof KINDS]
  if (!picture || !type) return undefined
  const size = sizeOf(picture.bytes)
  if (!size) return undefined
  const shown = Math.min(width ?? size.width, size.width, WIDTH_PX)
  const height = Math.max(1, Math.round((size.height * shown) / size.width))
  return new ImageRun({
    type,
    data: picture.bytes,
    transformation: { width: shown, height },
    altText: { name: alt || 'picture', description: alt, title: alt },
  })
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

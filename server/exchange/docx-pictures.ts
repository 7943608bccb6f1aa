import { ImageRun } from 'docx'
import type { DocxContext, Inline } from './docx-out.ts'
import { wordPicture } from './word-pictures.ts'

const WIDTH_PX = 600

/** A picture in the line, no wider than the page; undefined when its bytes are not here, or not Word's kind. */
export function pictureRun(
  src: string,
  alt: string,
  width: number | null,
  { pictures }: DocxContext,
): Inline | undefined {
  const picture = wordPicture(src, pictures)
  if (!picture) return undefined
  const shown = Math.min(width ?? picture.width, picture.width, WIDTH_PX)
  const height = Math.max(1, Math.round((picture.height * shown) / picture.width))
  return new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: { width: shown, height },
    altText: { name: alt || 'picture', description: alt, title: alt },
  })
}

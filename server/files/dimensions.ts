import { imageSize } from 'image-size'

/** What a document may say of a picture; see the schema. */
const MAX_PIXELS = 100_000

/** A photo's own small preview and profiles stand before its size. */
export const PICTURE_HEAD_BYTES = 524_288
/** The library reads an SVG by patterns, which take long on much text. */
const SVG_HEAD_CHARACTERS = 16_384

/** A picture's size in pixels. */
export interface Dimensions {
  readonly width: number | null
  readonly height: number | null
}

const UNKNOWN: Dimensions = { width: null, height: null }

/** The size a picture is shown in, a turned photo the right way up, by the beginning of its bytes. */
export function readDimensions(type: string, head: Uint8Array): Dimensions {
  if (!type.startsWith('image/')) return UNKNOWN
  try {
    const { width, height, orientation } = imageSize(
      type === 'image/svg+xml' ? head.subarray(0, SVG_HEAD_CHARACTERS) : head,
    )
    // EXIF orientations 5 to 8 lie on their side.
    const isTurned = orientation !== undefined && orientation >= 5
    const [wide, high] = (isTurned ? [height, width] : [width, height]).map(Math.round)
    return isPixels(wide) && isPixels(high) ? { width: wide, height: high } : UNKNOWN
  } catch {
    // Half a picture, or one of a kind the library does not know.
    return UNKNOWN
  }
}

function isPixels(value: number | undefined): value is number {
  return value !== undefined && value >= 1 && value <= MAX_PIXELS
}

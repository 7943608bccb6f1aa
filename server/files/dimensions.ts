import { imageSize } from 'image-size'

/** What a document may say of a picture; see the schema. */
const MAX_PIXELS = 100_000

/** Of a photo, whose own small preview and profiles stand before its size. */
export const PICTURE_HEAD_BYTES = 524_288
/** Of all other kinds: the library takes up to a microsecond for each byte that leads it nowhere. */
const HEAD_BYTES = 65_536
/** The library reads an SVG by patterns, which take long on much text. */
const SVG_HEAD_CHARACTERS = 16_384
/** Of a HEIF's sizes the library looks for each from the one before: many take their square. Programs write a few. */
const MAX_HEIF_SIZES = 64
const MAX_PHOTO_SEGMENTS = 1_000

/** A picture's size in pixels. */
export interface Dimensions {
  readonly width: number | null
  readonly height: number | null
}

const UNKNOWN: Dimensions = { width: null, height: null }

/**
 * The size a picture is shown in, a turned photo the right way up, by the beginning of its bytes. A beginning that no
 * program writes has none: whatever the bytes are, this takes some 20 ms at most.
 */
export function readDimensions(type: string, head: Uint8Array): Dimensions {
  if (!type.startsWith('image/')) return UNKNOWN
  const read = head.subarray(0, reachOf(type, head))
  if (count(read, 'ispe', MAX_HEIF_SIZES) > MAX_HEIF_SIZES) return UNKNOWN
  try {
    const { width, height, orientation } = imageSize(read)
    // EXIF orientations 5 to 8 lie on their side.
    const isTurned = orientation !== undefined && orientation >= 5
    const [wide, high] = (isTurned ? [height, width] : [width, height]).map(Math.round)
    return isPixels(wide) && isPixels(high) ? { width: wide, height: high } : UNKNOWN
  } catch {
    // Half a picture, or one of a kind the library does not know.
    return UNKNOWN
  }
}

/** How much of a picture's beginning is worth reading. */
function reachOf(type: string, head: Uint8Array): number {
  if (type === 'image/svg+xml') return SVG_HEAD_CHARACTERS
  return type === 'image/jpeg' && isOrderlyPhoto(head) ? PICTURE_HEAD_BYTES : HEAD_BYTES
}

/** True when one segment follows the other up to the frame that says the size (ITU-T T.81, B.1.1.3 and B.2.2). */
function isOrderlyPhoto(head: Uint8Array): boolean {
  let at = 4
  for (let segments = 0; segments < MAX_PHOTO_SEGMENTS && at + 1 < head.length; segments++) {
    const end = at + (head[at] ?? 0) * 256 + (head[at + 1] ?? 0)
    if (head[end] !== 0xff) return false
    const marker = head[end + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xc2) return true
    at = end + 2
  }
  return false
}

/** How often a word of ASCII stands in bytes; not counted further than just past `most`. */
function count(bytes: Uint8Array, word: string, most: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let found = 0
  for (let at = buffer.indexOf(word); at >= 0 && found <= most; at = buffer.indexOf(word, at + 1)) found++
  return found
}

function isPixels(value: number | undefined): value is number {
  return value !== undefined && value >= 1 && value <= MAX_PIXELS
}

const LENGTH = 80

/** Names that Windows keeps for itself, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A file system takes 255 bytes; an ending, and what a browser adds to a second copy, have to fit too. */
const BYTES = 200

/**
 * A title as a file name that every system takes: no separators, quotes, wildcards or control characters
 * (those that turn the reading direction included), no dots or spaces at its ends, at most 80 characters and 200 bytes
 * of UTF-8, none of them cut. What joins the parts of a Persian word or of an emoji stays.
 */
export function fileName(title: string, extension: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]+?/gu, ' ')
    .replace(/\s+/g, ' ')
  const short = shortened(plain).replace(/^[. \u200c\u200d]+|[. \u200c\u200d]+$/g, '')
  return `${short === '' ? 'document' : short}${RESERVED.test(short) ? '-' : ''}.${extension}`
}

function shortened(text: string): string {
  const encoder = new TextEncoder()
  let short = ''
  let characters = 0
  let bytes = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length
    characters++
    if (characters > LENGTH || bytes > BYTES) break
    short += segment
  }
  return short
}

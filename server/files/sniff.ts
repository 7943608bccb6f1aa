import { fileTypeFromBuffer } from 'file-type'

/** What we cannot name: browsers save it. */
const UNKNOWN = 'application/octet-stream'

/** So much of a file says what it is; the library asks for no more (its documented sample size). */
const SAMPLE_BYTES = 4_100

/** How much of a file `sniff` looks at, when there is so much. */
export const HEAD_BYTES = 65_536

// A file may begin with a mark of its encoding, declarations and comments. Each of them can be read in one way only:
// a second way doubles the work with every comment of a file that is no picture in the end.
const SVG =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\][^>]*)?>\s*)*<svg[\s>]/

/**
 * The media type of a file by the beginning of its bytes; never by a name, and never by what the sender says.
 * Text of any kind is `text/plain`: HTML and scripts are only shown as what they are written with.
 */
export async function sniff(head: Uint8Array): Promise<string> {
  const text = readText(head)
  if (text !== undefined && SVG.test(text)) return 'image/svg+xml'
  const found = await fromLibrary(head.subarray(0, SAMPLE_BYTES))
  if (found && !/xml$|html/.test(found)) return found
  return text === undefined ? UNKNOWN : 'text/plain'
}

async function fromLibrary(sample: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(sample))?.mime
  } catch {
    // A file that only pretends to be of a type leads its parser astray.
    return undefined
  }
}

/** UTF-8 without control characters that no text has; undefined for anything else. A cut end is forgiven. */
function readText(head: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these tell bytes from text
    return /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

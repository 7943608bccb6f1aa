import { analyse } from 'chardet'
import { createLossTally, type Loss } from '../../document/text/losses.ts'

/** What says in which encoding a file is, beside its first bytes. */
export interface EncodingHints {
  /** From the `Content-Type` that it came with. */
  readonly charset?: string | undefined
  /** True where the text itself may name its encoding: HTML and XML. */
  readonly isHtml?: boolean
}

/** A text, and what of it is not certain or could not be read. */
export interface DecodedText {
  readonly text: string
  readonly losses: readonly Loss[]
}

/** How much of a text is looked through: for its own word, as browsers do it and Word needs it, and for a guess. */
const HEAD_BYTES = 4_096
const SAMPLE_BYTES = 65_536

/** Below this a guess says nothing, and what Western programs write is the likeliest. */
const LEAST_CONFIDENCE = 40
const WESTERN = 'windows-1252'
/** What it has from 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252). */
const WESTERN_SIGNS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ'

/** Of what is called UTF-8, this many sound characters stand against one damaged: then it is, and is damaged. */
const SOUND_PER_DAMAGED = 4

const REPLACEMENT = '\uFFFD'

/**
 * The text of a file as it was meant: by its byte order mark, else by what the sender or the text says of itself, else
 * as UTF-8, else as what it looks most like, which is told. What is no character in its encoding becomes U+FFFD and
 * is counted. Encodings and their names are those of the WHATWG Encoding Standard.
 */
export function decodeText(bytes: Uint8Array, { charset, isHtml = false }: EncodingHints): DecodedText {
  const losses = createLossTally()
  const marked = byMark(bytes)
  const told = marked ?? byName(bytes, charset) ?? (isHtml ? byName(bytes, namedWithin(bytes)) : undefined)
  const encoding = told ?? wideEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : guess(bytes))
  if (!told && encoding !== 'utf-8') losses.add('encoding')
  const text = encoding === WESTERN ? decodeWestern(bytes) : new TextDecoder(encoding).decode(bytes)
  losses.add('characters', unreadable(text, bytes, encoding))
  return { text, losses: losses.list() }
}

/** Node 20 reads this one encoding as Latin-1, without the signs from 0x80 to 0x9F. */
function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[\x80-\x9F]/g, (sign) => WESTERN_SIGNS.charAt(sign.charCodeAt(0) - 0x80))
}

function byMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined
}

/** The encoding of this name, where there is one and the bytes do not say otherwise. */
function byName(bytes: Uint8Array, name: string | undefined): string | undefined {
  const encoding = name === undefined ? undefined : encodingOf(name)
  // Programs write UTF-8 into whatever says another name, and call it so without having made it.
  if (encoding === 'utf-8') return isMostlyUtf8(bytes) ? encoding : undefined
  return encoding && isUtf8(bytes) && !/^(?:utf-16|iso-2022)/.test(encoding) ? 'utf-8' : encoding
}

function encodingOf(name: string): string | undefined {
  try {
    return new TextDecoder(name.trim()).encoding
  } catch {
    return undefined
  }
}

/** What the head of a page, or an XML declaration, says. */
function namedWithin(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1')
  const declared = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1]
  for (const [tag] of head.replace(/<!--.*?-->/gs, '').matchAll(/<meta\s[^>]*>/gi)) {
    const name = /\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(tag)?.[1]
    // What could be read so far is no UTF-16, whatever it says.
    if (name) return /^utf-?16/i.test(name) ? 'utf-8' : name
  }
  return declared
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true
  const text = new TextDecoder('utf-8').decode(bytes)
  const damaged = text.split(REPLACEMENT).length - 1
  const sound = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0
  return sound >= damaged * SOUND_PER_DAMAGED
}

/** UTF-16 without a mark: every other byte of most texts is zero. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const zeros: [number, number] = [0, 0]
  const sample = bytes.subarray(0, HEAD_BYTES)
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1
  const most = sample.length / 4
  if (zeros[1] > most && zeros[0] < zeros[1] / 8) return 'utf-16le'
  return zeros[0] > most && zeros[1] < zeros[0] / 8 ? 'utf-16be' : undefined
}

function guess(bytes: Uint8Array): string {
  if (isMostlyUtf8(bytes)) return 'utf-8'
  const first = bytes.findIndex((byte) => byte >= 0x80)
  const from = Math.max(0, first - HEAD_BYTES)
  const sample = bytes.subarray(from, from + SAMPLE_BYTES)
  for (const { name, confidence } of analyse(sample)) {
    if (confidence < LEAST_CONFIDENCE) break
    const encoding = encodingOf(name)
    if (encoding && !encoding.startsWith('utf')) return encoding
  }
  return WESTERN
}

/** How many characters stand for what could not be read; those that the text has itself are its own. */
function unreadable(text: string, bytes: Uint8Array, encoding: string): number {
  const shown = text.split(REPLACEMENT).length - 1
  if (shown === 0) return 0
  const own = encoding === 'utf-8' ? Buffer.from(bytes).toString('latin1').split('ï¿½').length - 1 : 0
  return shown - own
}

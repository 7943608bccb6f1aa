import * as v from 'valibot'

/** 128 random bits in base64url, 22 characters: a file's name and, like a document's, the right to read it. */
export const FileId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/), v.brand('FileId'))
export type FileId = v.InferOutput<typeof FileId>

/** Length in bytes of a file id. */
export const FILE_ID_BYTES = 16

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** `POST /api/documents/:id/files`: a file the server keeps. */
export const FileKept = v.object({
  id: FileId,
  /** Where it is served, from the origin's root. */
  url: v.string(),
  /** Its name as people see it. */
  name: v.string(),
  /** What its bytes are, whatever its name says. */
  type: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Pixels as shown, a turned photo the right way up; only of pictures. */
  width: v.optional(Pixels),
  height: v.optional(Pixels),
})
export type FileKept = v.InferOutput<typeof FileKept>

/** Reads a file id; undefined when it is ill-formed. */
export function parseFileId(text: string): FileId | undefined {
  const read = v.safeParse(FileId, text)
  return read.success ? read.output : undefined
}

/** A letter of some scripts is nine in an address, and a document takes no longer address than 2,048. */
const LONGEST_IN_URL = 1_024

/**
 * Where a file is served. The name is for people and for their downloads, where it is not too long; the id alone
 * finds the file.
 */
export function fileUrl(id: string, name: string): string {
  const named = encodeURIComponent(name)
  return named.length <= LONGEST_IN_URL ? `/files/${id}/${named}` : `/files/${id}`
}

const FILE_URL = /\/files\/([A-Za-z0-9_-]{21}[AQgw])(?![A-Za-z0-9_-])/g

/** The ids of all files that a text names by their addresses, each once. */
export function fileIdsIn(text: string): FileId[] {
  if (!text.includes('/files/')) return []
  return [...new Set([...text.matchAll(FILE_URL)].map(([, id]) => id as FileId))]
}

/** The file behind an address that a document names it by; undefined for anybody else's address. */
export function fileIdOf(url: string): FileId | undefined {
  return url.startsWith('/files/') ? fileIdsIn(url)[0] : undefined
}

/** The longest name, as an attachment may carry it. */
const NAME_LENGTH = 255
const ENDING_LENGTH = 20

// Control characters, marks that turn the writing direction (a name may end in "gpj.exe" and show "exe.jpg"),
// invisible marks, and lone surrogates.
const HIDDEN = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu
const FORBIDDEN = /[<>:"|?*]/g
/** Devices that Windows finds in any folder under any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/**
 * A name under which a file may be shown and saved on any system; never empty. Only its last part counts, so
 * that no path is left in it. It never reaches our own file system: bytes are found by their hash.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(HIDDEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  const safe = DEVICE.test(plain) ? `_${plain}` : plain
  return shorten(safe) || 'file'
}

/** Cut before its ending, which says what opens it. */
function shorten(name: string): string {
  if (name.length <= NAME_LENGTH) return name
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? ''
  const kept = ending.length <= ENDING_LENGTH ? ending : ''
  // A surrogate pair is not cut in two.
  return name.slice(0, NAME_LENGTH - kept.length).replace(/[\uD800-\uDBFF]$/, '') + kept
}

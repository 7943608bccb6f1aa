const LINK_SCHEMES = new Set(['http', 'https', 'mailto', 'tel'])
const IMAGE_SCHEMES = new Set(['http', 'https'])
const DATA_IMAGE = /^data:image\/(png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/]+=*$/

/** The most characters that an address has, but for a picture within the text. */
export const URL_LIMIT = 2_048

/** The most characters that a picture within the text has. */
export const DATA_IMAGE_LIMIT = 131_072

/** True when the text has no lone surrogate, so that it survives UTF-8 unchanged. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text)
}

/**
 * True for a URL a link may point to: http, https, mailto, tel, or a relative one. Browsers drop control
 * characters and outer spaces before they read the scheme, so any of those refuses the whole URL.
 */
export function isLinkUrl(value: unknown): value is string {
  return isPlainUrl(value) && hasScheme(value, LINK_SCHEMES)
}

/** Below our own files, and no dots that lead out of there again, plain or encoded (URL Standard, path segments). */
const OWN_FILE = /^\/files\/(?!(?:[^?#]*\/)?(?:\.|%2e){1,2}(?:[/?#]|$))[^?#]+$/i

/**
 * True for a picture that may be shown: from elsewhere by its whole address, from here one of our files, or within the
 * text. Whatever else a page of ours could ask for, such as our own calls, must not be fetched because somebody reads.
 */
export function isPictureUrl(value: unknown): value is string {
  return isImageUrl(value) && (/^(?:https?:\/\/|data:)/i.test(value) || OWN_FILE.test(value))
}

/**
 * True for a URL that a picture in a document may have: http, https, a relative one, or a small base64 picture. Older
 * documents hold any of these; which of them are shown is told by `isPictureUrl`.
 */
export function isImageUrl(value: unknown): value is string {
  if (typeof value === 'string' && value.length <= DATA_IMAGE_LIMIT && DATA_IMAGE.test(value)) return true
  return isPlainUrl(value) && hasScheme(value, IMAGE_SCHEMES)
}

function isPlainUrl(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > URL_LIMIT) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  return isWellFormed(value) && value.trim() === value && !/[\u0000-\u001F\u007F-\u009F\\]/.test(value)
}

function hasScheme(url: string, schemes: ReadonlySet<string>): boolean {
  const scheme = /^([^/?#:]*):/.exec(url)?.[1]
  return scheme === undefined || schemes.has(scheme.toLowerCase())
}

/** An attribute would get a value that the schema refuses. ProseMirror throws it wherever a node or mark is made. */
export class UnfitValue extends RangeError {
  constructor(name: string) {
    super(`the attribute ${name} does not allow this value`)
    this.name = 'UnfitValue'
  }
}

/** An attribute validator for a ProseMirror spec: throws an `UnfitValue` that names the attribute. */
export function must(name: string, holds: (value: unknown) => boolean): (value: unknown) => void {
  return (value) => {
    if (!holds(value)) throw new UnfitValue(name)
  }
}

/** True for a whole number from `low` to `high`, both included. */
export function isWhole(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
}

/** True for short, well-formed text of at most `limit` UTF-16 units. */
export function isShortText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit && isWellFormed(value)
}

/** True for the name of a programming language, or the empty string for none. */
export function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9+#._-]{0,40}$/.test(value)
}

import type { NodeSpec } from 'prosemirror-model'
import { isImageUrl, isLinkUrl, isPictureUrl, isShortText, isWhole, must } from './attributes.ts'
import type { ParsedElement } from './element.ts'

const TEXT_ATTRIBUTE_LIMIT = 1_000
const NAME_LIMIT = 255

/** The widest and highest a picture may be said to be, in pixels. */
const MAX_PIXELS = 100_000

/** A picture within a line of text. */
const image: NodeSpec = {
  group: 'inline',
  inline: true,
  draggable: true,
  attrs: {
    src: { validate: must('src', isImageUrl) },
    alt: { default: '', validate: must('alt', isAttributeText) },
    title: { default: '', validate: must('title', isAttributeText) },
  },
  leafText: (node) => String(node.attrs['alt']),
  parseDOM: [
    {
      tag: 'img[src]',
      getAttrs: (element: ParsedElement) => {
        const src = element.getAttribute('src')
        if (!isImageUrl(src)) return false
        return { src, alt: shortAttribute(element, 'alt'), title: shortAttribute(element, 'title') }
      },
    },
  ],
  toDOM: (node) => {
    const { src, alt, title: tip } = node.attrs as { src: string; alt: string; title: string }
    const base = { ...shownSource(src), alt, referrerpolicy: 'no-referrer' }
    return ['img', tip ? { ...base, title: tip } : base]
  },
}

/**
 * A picture that is a block of its own; its text is the caption. `naturalWidth` and `naturalHeight` are the
 * file's own pixels, so that its place is kept while it loads; `width` is how wide it is shown, null: as wide
 * as it is, or as the page.
 */
const figure: NodeSpec = {
  group: 'block flow',
  content: 'text*',
  draggable: true,
  isolating: true,
  defining: true,
  attrs: {
    src: { validate: must('src', isImageUrl) },
    alt: { default: '', validate: must('alt', isAttributeText) },
    width: { default: null, validate: must('width', isPixels) },
    naturalWidth: { default: null, validate: must('naturalWidth', isPixels) },
    naturalHeight: { default: null, validate: must('naturalHeight', isPixels) },
  },
  parseDOM: [
    {
      tag: 'figure',
      contentElement: captionOf,
      getAttrs: (element: ParsedElement) =>
        isPictureAlone(element) ? readFigure(element.querySelector('img')) : false,
    },
  ],
  toDOM: (node) => [
    'figure',
    node.attrs['width'] === null ? {} : { 'data-width': String(node.attrs['width']) },
    ['img', pictureHtml(node.attrs)],
    ['figcaption', { dir: 'auto' }, 0],
  ],
}

/**
 * True when a figure holds one picture and no text but its caption. Pages also put tables, galleries and code into
 * figures: those are read as what they hold, since a figure would drop all but the picture.
 */
function isPictureAlone(element: ParsedElement): boolean {
  const caption = element.querySelector('figcaption')
  if (element.querySelectorAll('img').length !== 1 || caption?.querySelector('img')) return false
  return lettersOf(element) === lettersOf(caption)
}

/**
 * Where a caption's text is. ProseMirror falls over a part that is not there; an empty copy of the figure has no text
 * either. `never`, because what is an element to us is none to ProseMirror's types.
 */
function captionOf(element: ParsedElement): never {
  return (element.querySelector('figcaption') ?? element.cloneNode(false)) as never
}

function lettersOf(element: ParsedElement | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, '')
}

/** A figure's attributes by the picture in it; false when there is none that may be shown. */
function readFigure(picture: ParsedElement | null): Record<string, unknown> | false {
  const src = picture?.getAttribute('src')
  if (!picture || !isImageUrl(src)) return false
  const shown = readPixels(picture.getAttribute('data-width'))
  return {
    src,
    alt: shortAttribute(picture, 'alt'),
    width: shown,
    naturalWidth: readPixels(picture.getAttribute('data-natural-width')),
    naturalHeight: readPixels(picture.getAttribute('data-natural-height')),
  }
}

/** Of an address that is not to be fetched only the words for the picture are shown. */
function shownSource(src: unknown): { src?: string } {
  return isPictureUrl(src) ? { src } : {}
}

function pictureHtml(attrs: Readonly<Record<string, unknown>>): Record<string, string> {
  const { src, alt, width, naturalWidth, naturalHeight } = attrs
  const html: Record<string, string> = {
    ...shownSource(src),
    alt: String(alt),
    referrerpolicy: 'no-referrer',
    loading: 'lazy',
  }
  if (isWhole(width, 1, MAX_PIXELS)) html['data-width'] = String(width)
  if (isWhole(naturalWidth, 1, MAX_PIXELS) && isWhole(naturalHeight, 1, MAX_PIXELS)) {
    const shown = isWhole(width, 1, MAX_PIXELS) ? width : naturalWidth
    html['data-natural-width'] = String(naturalWidth)
    html['data-natural-height'] = String(naturalHeight)
    html['width'] = String(shown)
    html['height'] = String(Math.max(1, Math.round((naturalHeight * shown) / naturalWidth)))
  } else if (isWhole(width, 1, MAX_PIXELS)) html['width'] = String(width)
  return html
}

/** A file that is kept beside the text. `size` is its bytes, 0 when nobody knows them. */
const attachment: NodeSpec = {
  group: 'block flow',
  draggable: true,
  attrs: {
    src: { validate: must('src', isLinkUrl) },
    name: { validate: must('name', (value) => isShortText(value, NAME_LIMIT) && value !== '') },
    size: { default: 0, validate: must('size', (value) => isWhole(value, 0, Number.MAX_SAFE_INTEGER)) },
  },
  leafText: (node) => String(node.attrs['name']),
  parseDOM: [{ tag: 'div.attachment[data-size]', priority: 60, getAttrs: readAttachment }],
  toDOM: ({ attrs }) => [
    'div',
    { class: 'attachment', 'data-size': String(attrs['size']), contenteditable: 'false' },
    [
      'a',
      {
        href: String(attrs['src']),
        download: String(attrs['name']),
        rel: 'noopener noreferrer nofollow',
        target: '_blank',
      },
      String(attrs['name']),
    ],
    ['span', { class: 'attachment-size' }, fileSize(Number(attrs['size']))],
  ],
}

function readAttachment(element: ParsedElement): Record<string, unknown> | false {
  const link = element.querySelector('a')
  const src = link?.getAttribute('href')
  const name = link?.getAttribute('download') || link?.textContent?.trim()
  if (!isLinkUrl(src) || !name || !isShortText(name, NAME_LIMIT)) return false
  const size = Number(element.getAttribute('data-size') ?? 0)
  return { src, name, size: isWhole(size, 0, Number.MAX_SAFE_INTEGER) ? size : 0 }
}

/** Bytes as people say them, in powers of 1,000: '1.2 MB'; '' for 0, which means unknown. */
export function fileSize(bytes: number): string {
  if (bytes === 0) return ''
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : Number(value.toPrecision(2))} ${units[unit]}`
}

function isPixels(value: unknown): boolean {
  return value === null || isWhole(value, 1, MAX_PIXELS)
}

function readPixels(text: string | null): number | null {
  const value = Number(text ?? '')
  return isWhole(value, 1, MAX_PIXELS) ? value : null
}

function isAttributeText(value: unknown): boolean {
  return isShortText(value, TEXT_ATTRIBUTE_LIMIT)
}

function shortAttribute(element: ParsedElement, name: string): string {
  const value = element.getAttribute(name) ?? ''
  return isAttributeText(value) ? value : ''
}

/** Pictures and files. */
export const mediaNodes = { figure, attachment, image } satisfies Record<string, NodeSpec>

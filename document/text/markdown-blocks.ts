import type { Token } from 'markdown-it'
import { isImageUrl, isLinkUrl, isShortText, isWhole } from '../schema/attributes.ts'
import { asText, plainText } from './markdown-tokens.ts'

const WIDTH = /\)\{width=(\d{1,6})(?:px)?\}$/
const BYTES = /^(\d{1,15}) bytes$/
const OWN_FILE = '/files/'
const NAME_LIMIT = 255
const MAX_PIXELS = 100_000

/**
 * Turns paragraphs that hold one picture alone into figures, and those that hold one link to a kept file into
 * attachments. For after the inline rules.
 */
export function markMedia(tokens: readonly Token[]): Token[] {
  const dropped = new Set<Token>()
  tokens.forEach((open, index) => {
    const [inline, close] = [tokens[index + 1], tokens[index + 2]]
    if (open.type !== 'paragraph_open' || inline?.type !== 'inline' || !close) return
    if (inline.meta?.isInCell || inline.meta?.isInTask) return
    const figure = figureOf(inline)
    const attachment = figure ? undefined : attachmentOf(inline)
    if (figure) {
      const { caption, ...attrs } = figure
      Object.assign(open, { type: 'figure_open', meta: attrs })
      close.type = 'figure_close'
      inline.children = caption === '' ? [] : [asText(inline, caption)]
    } else if (attachment) {
      Object.assign(open, { type: 'attachment', nesting: 0, meta: attachment })
      for (const one of [inline, close]) dropped.add(one)
    }
  })
  return tokens.filter((token) => !dropped.has(token))
}

function figureOf({ children, content }: Token) {
  const [picture, rest, ...more] = children ?? []
  if (picture?.type !== 'image' || more.length > 0) return undefined
  const width = WIDTH.exec(content)?.[1]
  if (
    rest &&
    (rest.type !== 'text' || width === undefined || rest.content !== content.slice(-rest.content.length))
  )
    return undefined
  if (rest && !rest.content.startsWith('{')) return undefined
  const pixels = Number(picture.meta?.width ?? width ?? 0)
  const src = picture.attrGet('src')
  if (!isImageUrl(src)) return undefined
  const shown = isWhole(pixels, 1, MAX_PIXELS) ? pixels : null
  return {
    src,
    alt: plainText(picture.children ?? []),
    width: shown,
    caption: picture.attrGet('title') ?? '',
  }
}

function attachmentOf({ children }: Token) {
  const [link, text, close, ...more] = children ?? []
  if (link?.type !== 'link_open' || text?.type !== 'text' || close?.type !== 'link_close' || more.length > 0)
    return undefined
  const src = link.attrGet('href')
  const bytes = BYTES.exec(link.attrGet('title') ?? '')?.[1]
  const name = text.content
  if (!isLinkUrl(src) || name === src || !isShortText(name, NAME_LIMIT)) return undefined
  if (bytes === undefined && (!src.startsWith(OWN_FILE) || link.attrGet('title'))) return undefined
  return { src, name, size: Number(bytes ?? 0) }
}

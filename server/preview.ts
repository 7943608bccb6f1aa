import type { Node } from 'prosemirror-model'
import { isPictureUrl } from '../document/schema/attributes.ts'
import { escapeAttribute } from '../document/text/escape.ts'
import { toBodyText } from '../document/text/plain-out.ts'

const WORDS_LIMIT = 200

/** So much of a document is read for its first words, in tokens: not all of a book for a line of it. */
const READ_TOKENS = 4_000

/**
 * What a chat shows of a link to a document: its title, its first words and its first picture, as Open Graph
 * tags (ogp.me). Whoever has the link may read all of it. `origin` makes our own files' addresses whole; a
 * picture of ours is left out without it.
 */
export function toPreview(doc: Node, title: string, origin: string | undefined): string {
  const words = firstWords(doc)
  const picture = firstPicture(doc, origin)
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['og:site_name', 'Samepage'],
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', words || undefined],
    ['og:image', picture],
    ['twitter:card', picture === undefined ? 'summary' : 'summary_large_image'],
  ]
  return tags.flatMap(([name, content]) => (content === undefined ? [] : [toTag(name, content)])).join('')
}

function toTag(name: string, content: string): string {
  const key = name.startsWith('og:') ? 'property' : 'name'
  return `<meta ${key}="${name}" content="${escapeAttribute(content)}">`
}

/** The beginning of the text on one line, cut between words. */
function firstWords(doc: Node): string {
  const isRead = doc.content.size <= READ_TOKENS
  const line = toBodyText(isRead ? doc : doc.cut(0, READ_TOKENS))
    .replace(/\s+/g, ' ')
    .trim()
  const cut = [...line].slice(0, WORDS_LIMIT).join('')
  return isRead && cut.length === line.length ? line : `${cut.replace(/\s\S*$/, '')}…`
}

function firstPicture(doc: Node, origin: string | undefined): string | undefined {
  let found: string | undefined
  doc.descendants((node) => {
    const isPicture = node.type.name === 'figure' || node.type.name === 'image'
    if (isPicture) found ??= addressForChats(String(node.attrs['src']), origin)
    return found === undefined
  })
  return found
}

function addressForChats(src: string, origin: string | undefined): string | undefined {
  if (!isPictureUrl(src)) return undefined
  if (/^https:/.test(src)) return src
  return origin !== undefined && src.startsWith('/') ? origin + src : undefined
}

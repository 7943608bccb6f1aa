import type { Token } from 'markdown-it'
import { escapeText } from './escape.ts'
import { type Balance, createBalance, type PlacedTag } from './html-balance.ts'
import { beginsComment, type HtmlPart, type HtmlTag, htmlParts, type TagEffort } from './html-tags.ts'
import type { LossTally } from './losses.ts'
import { createAnchors } from './markdown-anchors.ts'
import { asText } from './markdown-tokens.ts'

/** A name in HTML to which links may lead, and which heading of the text, from 0, it stands in or above. */
export type Anchors = ReadonlyMap<string, number>

/** HTML in Markdown, taken out of the tokens and kept by the number of its place. */
export interface KeptHtml {
  /** The HTML of each place, well nested and with nothing in it but what cleaning reads. */
  readonly pieces: string[]
  /** How many elements begin in a place and go on behind it, less those that end there. */
  readonly around: number[]
  /** Two of these around a number stand for a piece. They are in no word of the text. */
  readonly sign: string
  readonly anchors: Anchors
  /** How many headings there are, the title included. */
  readonly headings: number
}

/** What a parse of Markdown knows beside the text. */
export interface ParseEnvironment {
  readonly losses: LossTally
  /** True where somebody makes blocks of HTML. */
  readonly readsHtml: boolean
  readonly sign: string
  readonly effort: TagEffort
  kept?: KeptHtml
}

/** The attributes that cleaning reads. */
const ATTRIBUTES =
  /^(?:href|src|alt|title|align|width|height|colspan|rowspan|start|type|checked|color|lang|dir|open)$/
const CLASSED = /^(?:div|pre|code|span|aside|ul|li)$/

/** A sign for pieces that the text does not have; undefined when it has all of them. */
export function signFor(text: string): string | undefined {
  for (let code = 0xf8ff; code >= 0xe000; code--) {
    const sign = String.fromCharCode(code)
    if (!text.includes(sign)) return sign
  }
  return undefined
}

/**
 * Takes the HTML out of tokens: a tag becomes a piece, which a sign with its number stands for in the text; a tag without
 * its end becomes words again, or goes where it only groups; comments go and are counted.
 */
export function keepHtml(tokens: readonly Token[], env: ParseEnvironment): Token[] {
  const { sign, effort, losses } = env
  const places: { parts: (HtmlPart | PlacedTag)[]; token: Token }[] = []
  const frames = [createBalance(0)]
  const anchors = createAnchors()
  for (const token of tokens) {
    const frame = frames.at(-1)
    if (token.nesting === 1) frames.push(createBalance(frame?.depth() ?? 0))
    else if (token.nesting === -1) frames.pop()?.end()
    anchors.see(token)
    if (token.type === 'html_block') {
      const parts = placed(htmlParts(token.content, effort), frame, places.length, false, losses)
      places.push({ parts, token })
      anchors.seeParts(parts)
    } else if (token.type === 'inline' && token.children?.some(({ type }) => type === 'html_inline')) {
      const balance = createBalance(frame?.depth() ?? 0)
      for (const child of token.children) {
        if (child.type !== 'html_inline') continue
        const parts = placed(inlineParts(child.content, effort), balance, -1, true, losses)
        places.push({ parts, token: child })
        anchors.seeParts(parts)
      }
      balance.end()
    }
  }
  for (const frame of frames) frame.end()
  const kept: KeptHtml = { pieces: [], around: [], sign, anchors: anchors.found, headings: anchors.count() }
  const written = new Map(places.map(({ parts, token }) => [token, keepPiece(parts, kept)]))
  if (kept.pieces.length > 0) env.kept = kept
  return withSigns(tokens, written)
}

function inlineParts(content: string, effort: TagEffort): HtmlPart[] {
  return beginsComment(content, 0) ? [{ kind: 'comment', source: content }] : htmlParts(content, effort)
}

function placed(
  parts: readonly HtmlPart[],
  balance: Balance | undefined,
  place: number,
  isLine: boolean,
  losses: LossTally,
): (HtmlPart | PlacedTag)[] {
  return parts.map((part) => {
    if (part.kind === 'comment') losses.add('comments')
    if (part.kind === 'hidden') losses.add('elements')
    return balance && (part.kind === 'open' || part.kind === 'close')
      ? balance.add(part, place, isLine)
      : part
  })
}

/** What stands in the text for a place: nothing, words, or the sign of a piece. */
function keepPiece(parts: readonly (HtmlPart | PlacedTag)[], kept: KeptHtml): string {
  // What is all words stays words, without becoming HTML and back.
  if (parts.every((part) => 'fate' in part && part.fate === 'words'))
    return parts.map((part) => ('fate' in part ? part.tag.source : '')).join('')
  let html = ''
  let around = 0
  for (const part of parts) {
    if ('fate' in part) {
      if (part.fate === 'words') html += escapeText(part.tag.source)
      else if (part.fate === 'tag') {
        html += tagHtml(part.tag, part.name)
        if (part.isAround) around += part.tag.kind === 'open' ? 1 : -1
      }
    } else if (part.kind === 'text') html += part.source.replaceAll('<', '&lt;')
  }
  if (html.trim() === '') return ''
  kept.around.push(around)
  return `${kept.sign}${kept.pieces.push(html) - 1}${kept.sign}`
}

function tagHtml({ kind, attributes }: HtmlTag, name: string): string {
  if (kind === 'close') return name === 'br' ? '<br>' : `</${name}>`
  let html = `<${name}`
  for (const [key, value] of attributes) {
    if (key === 'style') html += ` data-pasted-style="${value.replaceAll('"', '&quot;')}"`
    else if (ATTRIBUTES.test(key) || (key === 'class' && CLASSED.test(name)))
      html += ` ${key}="${value.replaceAll('"', '&quot;')}"`
  }
  return `${html}>`
}

function withSigns(tokens: readonly Token[], written: ReadonlyMap<Token, string>): Token[] {
  return tokens.flatMap((token) => {
    const sign = written.get(token)
    if (sign === undefined) {
      if (token.children) token.children = signedLine(token.children, written)
      return [token]
    }
    if (sign === '') return []
    const make = (type: string, nesting: -1 | 0 | 1): Token =>
      Object.assign(asText(token, ''), { type, nesting, tag: nesting === 0 ? '' : 'p', meta: null })
    const inline = Object.assign(make('inline', 0), { children: [asText(token, sign)], content: sign })
    return [make('paragraph_open', 1), inline, make('paragraph_close', -1)]
  })
}

/** Where a comment went, the space on its other side goes too. */
function signedLine(children: readonly Token[], written: ReadonlyMap<Token, string>): Token[] {
  const line: Token[] = []
  let isAfterGone = false
  for (const child of children) {
    const sign = written.get(child)
    if (sign === '') {
      isAfterGone = true
      continue
    }
    const last = line.at(-1)
    if (
      isAfterGone &&
      child.type === 'text' &&
      (!last || /[ \n]$/.test(last.content) || last.type === 'softbreak')
    )
      child.content = child.content.replace(/^ +/, '')
    isAfterGone = false
    line.push(sign === undefined ? child : asText(child, sign))
  }
  const last = line.at(-1)
  if (isAfterGone && last?.type === 'text') last.content = last.content.replace(/ +$/, '')
  return line.filter(({ type, content }) => type !== 'text' || content !== '')
}

/** HTML with the pieces in the place of their signs. */
export function withPieces(html: string, { pieces, sign }: KeptHtml): string {
  return html
    .replace(
      new RegExp(`<p dir="auto">${sign}(\\d+)${sign}</p>`, 'g'),
      (_, index) => pieces[Number(index)] ?? '',
    )
    .replace(new RegExp(`${sign}(\\d+)${sign}`, 'g'), (_, index) => pieces[Number(index)] ?? '')
}

/** The words of a title, which holds nothing else: what stood in it beside them is counted. */
export function titleWords(
  text: string,
  { kept, losses }: Pick<ParseEnvironment, 'kept' | 'losses'>,
): string {
  if (!kept) return text
  return text
    .replace(new RegExp(`${kept.sign}(\\d+)${kept.sign}`, 'g'), (_, index) => {
      const piece = kept.pieces[Number(index)] ?? ''
      if (piece.startsWith('<img')) losses.add('pictures')
      if (/^<a [^>]*href=/.test(piece)) losses.add('links')
      return piece === '<br>' ? ' ' : ''
    })
    .replace(/ {2,}/g, ' ')
    .trim()
}

import type MarkdownIt from 'markdown-it'
import type { StateInline, Token } from 'markdown-it'
import { isLinkUrl, URL_LIMIT } from '../schema/attributes.ts'
import type { LineState } from './markdown-line.ts'
import { asText } from './markdown-tokens.ts'

/** What an address goes on with: neither spaces nor what words are put in, and no formats of Markdown. */
const ADDRESS = /(?:(?!\*\*|~~)[^\s<>[\]|"`\\\u2018-\u201f\u00ab\u00bb\u2026\u3000-\u303f\uff00-\uffef])*/y
const WWW = /(?<![\w/@.:-])www\.(?=[\p{L}\p{N}])/giu
const LAST_SIGN = /[?!.,:*_~'";]/
/** Where an e-mail address may end: a name of letters, which nothing of a name follows. */
const HOST = /(?:[A-Za-z0-9_-]+\.)+[A-Za-z]{2,}(?![\w-])/y
const LOCAL = /[A-Za-z0-9._+-]/

/** Addresses that stand in a text as they are become links, as on GitHub: `https://…`, `www.…`, `somebody@…`. */
export function readBareLinks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('autolink', 'bare_link', bareLink)
  markdown.core.ruler.before('text_join', 'bare_names', ({ tokens }) => {
    for (const { children } of tokens) if (children) linkNames(children)
  })
}

/** At the `:` of `https://`: formats in an address are none, so it has to be known before them. */
function bareLink(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (!src.startsWith('://', pos) || (state as LineState).linkLevel > 0) return false
  const scheme = /(?:^|[^A-Za-z0-9])(https?)$/i.exec(src.slice(Math.max(0, pos - 6), pos))?.[1]
  if (!scheme || !/[\p{L}\p{N}[]/u.test(src.slice(pos + 3, pos + 5))) return false
  const from = pos - scheme.length
  if (((state as LineState).longUntil ?? 0) - from > URL_LIMIT) return false
  const address = addressAt(src, from, state.posMax)
  // What begins within it would be looked at as far, again and again.
  if (address.length > URL_LIMIT) Object.assign(state, { longUntil: from + address.length })
  if (address.length <= scheme.length + 3 || !isLinkUrl(address)) return false
  if (!silent) {
    if (!state.pending.endsWith(scheme)) return false
    state.pending = state.pending.slice(0, -scheme.length)
    const open = state.push('link_open', 'a', 1)
    open.attrs = [['href', address]]
    state.push('text', '', 0).content = address
    state.push('link_close', 'a', -1)
  }
  state.pos = from + address.length
  return true
}

/** The address that begins here, without the signs that end a sentence or a bracket around it (GFM 6.9). */
function addressAt(text: string, from: number, limit = text.length): string {
  ADDRESS.lastIndex = from
  const address = (ADDRESS.exec(text)?.[0] ?? '').slice(0, limit - from)
  let end = address.length
  let surplus = 0
  for (const sign of address) surplus += sign === ')' ? 1 : sign === '(' ? -1 : 0
  for (; end > 0; end--) {
    const sign = address[end - 1] ?? ''
    if (sign === ')' && surplus > 0) surplus -= 1
    else if (!LAST_SIGN.test(sign)) break
  }
  return address.slice(0, end)
}

/** `www.…` and e-mail addresses, which no sign of Markdown announces. Changes the tokens. */
function linkNames(tokens: Token[]): void {
  let links = 0
  let hasChanged = false
  const linked = tokens.flatMap((token) => {
    const isAnchor = token.type === 'html_inline' && /^<\/?a[\s>]/i.test(token.content)
    if (isAnchor) links += token.content.startsWith('</') ? -1 : 1
    if (token.type === 'link_open') links += 1
    else if (token.type === 'link_close') links -= 1
    if (token.type !== 'text' || links > 0 || !/www\.|@/i.test(token.content)) return [token]
    hasChanged = true
    return withLinks(token)
  })
  if (hasChanged) tokens.splice(0, tokens.length, ...linked)
}

function withLinks(token: Token): Token[] {
  const text = token.content
  const tokens: Token[] = []
  let from = 0
  for (const { at, words, href } of namesIn(text)) {
    if (at < from || !isLinkUrl(href)) continue
    if (at > from) tokens.push(asText(token, text.slice(from, at)))
    const open = Object.assign(asText(token, ''), { type: 'link_open', tag: 'a', nesting: 1 })
    open.attrs = [['href', href]]
    const close = Object.assign(asText(token, ''), { type: 'link_close', tag: 'a', nesting: -1 })
    tokens.push(open, asText(token, words), close)
    from = at + words.length
  }
  if (from < text.length) tokens.push(asText(token, text.slice(from)))
  return tokens
}

function namesIn(text: string): { at: number; words: string; href: string }[] {
  const names: { at: number; words: string; href: string }[] = []
  let end = 0
  for (const { index } of text.matchAll(WWW)) {
    if (index < end) continue
    const words = addressAt(text, index)
    end = index + words.length
    if (words.length > 'www.'.length) names.push({ at: index, words, href: `http://${words}` })
  }
  let free = 0
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    HOST.lastIndex = sign + 1
    const host = HOST.exec(text)?.[0]
    let at = sign
    while (at > free && LOCAL.test(text[at - 1] ?? '')) at--
    free = sign + 1
    if (!host || at === sign || /[/:@]/.test(text[at - 1] ?? '')) continue
    const words = text.slice(at, sign + 1 + host.length)
    names.push({ at, words, href: `mailto:${words}` })
  }
  return names.sort((one, other) => one.at - other.at)
}

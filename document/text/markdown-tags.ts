import type { StateInline, Token } from 'markdown-it'

/**
 * Marks that people who write Markdown by hand write as HTML, by their tags. Those for which Markdown has no signs are
 * written so, by the first tag of each.
 */
const MARKS = {
  u: 'underline',
  sup: 'superscript',
  sub: 'subscript',
  mark: 'highlight',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  s: 's',
  del: 's',
  strike: 's',
  ins: 'underline',
  '==': 'highlight',
} as const

const TAG = /<(\/?)(u|sup|sub|mark|b|strong|i|em|s|del|strike|ins)>/iy

/** The tag of a mark that is written as HTML; undefined for others. */
export function tagOf(mark: string): string | undefined {
  return Object.entries(MARKS).find(([, name]) => name === mark)?.[0]
}

/** `<u>`, `</sup>` and the like become tokens of their own; `pairTags` pairs them. */
export function markTag(state: StateInline, silent: boolean): boolean {
  TAG.lastIndex = state.pos
  const [tag, slash, name = ''] = TAG.exec(state.src) ?? []
  if (tag === undefined || state.pos + tag.length > state.posMax) return false
  if (!silent) {
    const token = state.push('mark_tag', name.toLowerCase(), 0)
    token.content = tag
    token.meta = { isEnd: slash === '/' }
  }
  state.pos += tag.length
  return true
}

/** Tags that belong together become the beginning and the end of a mark, others stay text. */
export function pairTags(tokens: readonly Token[]): Token[] {
  const inner = new Set<Token>()
  for (const [tag, mark] of Object.entries(MARKS)) pairTag(tokens, tag, mark, inner)
  return tokens.filter((token) => !inner.has(token))
}

function pairTag(tokens: readonly Token[], tag: string, mark: string, inner: Set<Token>): void {
  const open: number[] = []
  const outermost: { from: number; to: number }[] = []
  tokens.forEach((token, to) => {
    if (token.type !== 'mark_tag' || token.tag !== tag) return
    token.type = 'text'
    if (!token.meta.isEnd) open.push(to)
    const from = token.meta.isEnd ? open.pop() : undefined
    if (from === undefined) return
    // A mark cannot hold itself: a pair inside another one adds nothing and its tags go.
    for (let last = outermost.at(-1); last && last.from > from; last = outermost.at(-1)) {
      for (const one of [tokens[last.from], tokens[last.to]]) if (one) inner.add(one)
      outermost.pop()
    }
    outermost.push({ from, to })
  })
  for (const { from, to } of outermost) {
    retype(tokens[from], `${mark}_open`)
    retype(tokens[to], `${mark}_close`)
  }
}

function retype(token: Token | undefined, type: string): void {
  if (token) Object.assign(token, { type, content: '' })
}

import type MarkdownIt from 'markdown-it'
import type { StateBlock, StateInline } from 'markdown-it'
import { BLOCK_NAMES, beginsComment, commentEnd, type TagEffort, tagAt } from './html-tags.ts'
import type { LineState } from './markdown-line.ts'

/** What reading HTML in Markdown remembers of one text. */
interface HtmlEnvironment {
  /** True where somebody can make blocks of HTML; else it stays text. */
  readonly readsHtml?: boolean
  readonly effort: TagEffort
  /** Where the next end of each kind is, and from where it was looked for. */
  ends?: Map<string, { readonly from: number; readonly end: number }>
}

/** What a block of HTML that begins so goes on to, wherever that is. */
const LONG: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/gi],
  [/^<!--/, /-->/g],
  [/^<\?/, /\?>/g],
  [/^<![A-Za-z]/, />/g],
  [/^<!\[CDATA\[/, /\]\]>/g],
]

/** Lets Markdown hold HTML, where the environment of a parse says that it is read: `readsHtml`. */
export function readHtmlTokens(markdown: MarkdownIt): void {
  markdown.block.ruler.at('html_block', htmlBlock, { alt: ['paragraph', 'reference', 'blockquote'] })
  markdown.inline.ruler.at('html_inline', htmlInline)
}

/** CommonMark's blocks of HTML, but none that begins with a tag of no HTML, or with a comment that has no end. */
function htmlBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const env: HtmlEnvironment = state.env
  const at = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (!env.readsHtml || state.src[at] !== '<' || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4)
    return false
  const line = state.src.slice(at, state.eMarks[startLine])
  const limit = state.eMarks[endLine - 1] ?? 0
  const end = LONG.find(([begin]) => begin.test(line))?.[1]
  const last = end ? endOf(env, state.src, at, end) : 0
  if (last >= limit && end) return false
  const name = end ? '' : (/^<\/?([a-z][a-z0-9-]*)(?=[\s/>]|$)/i.exec(line)?.[1]?.toLowerCase() ?? '')
  const isBlock = end !== undefined || BLOCK_NAMES.test(name)
  if (!isBlock && (silent || !isTagAlone(line))) return false
  if (silent) return true
  let next = startLine + 1
  while (
    next < endLine &&
    isInside(state, next) &&
    (end ? (state.bMarks[next] ?? 0) <= last : !state.isEmpty(next))
  )
    next++
  state.line = next
  const token = state.push('html_block', '', 0)
  token.map = [startLine, next]
  token.content = state.getLines(startLine, next, state.blkIndent, true)
  return true
}

function isTagAlone(line: string): boolean {
  const tag = tagAt(line, 0, { left: 1 })
  return tag !== undefined && line.slice(tag.source.length).trim() === ''
}

/** An empty line ends no item that a block of HTML stands in. */
function isInside(state: StateBlock, line: number): boolean {
  return state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent
}

/** Where the next end of a kind begins. Texts are read from front to back: each end is looked for once. */
function endOf(env: HtmlEnvironment, src: string, at: number, end: RegExp): number {
  env.ends ??= new Map()
  const known = env.ends.get(end.source)
  if (known && known.from <= at && at <= known.end) return known.end
  end.lastIndex = at
  const found = end.exec(src)?.index ?? Number.POSITIVE_INFINITY
  env.ends.set(end.source, { from: at, end: found })
  return found
}

/** A tag of HTML or a comment within a line. */
function htmlInline(state: StateInline, silent: boolean): boolean {
  const env: HtmlEnvironment = state.env
  const { src, pos } = state
  if (!env.readsHtml || src[pos] !== '<' || pos + 2 >= state.posMax) return false
  const isSpecial = /[!?]/.test(src[pos + 1] ?? '')
  const ends = isSpecial ? commentEndIn(state) : pos + (tagAt(src, pos, env.effort)?.source.length ?? 0)
  if (ends === undefined || ends === pos || ends > state.posMax) return false
  if (!silent) {
    const content = src.slice(pos, ends)
    state.push('html_inline', '', 0).content = content
    if (/^<a[\s>]/i.test(content)) (state as LineState).linkLevel++
    if (/^<\/a\s*>/i.test(content)) (state as LineState).linkLevel--
  }
  state.pos = ends
  return true
}

/** A paragraph with one comment that has no end is not searched again. */
function commentEndIn(state: StateInline & { hasNoEnd?: boolean }): number | undefined {
  if (state.hasNoEnd || !beginsComment(state.src, state.pos)) return undefined
  const end = commentEnd(state.src, state.pos)
  if (end === undefined) state.hasNoEnd = true
  return end
}

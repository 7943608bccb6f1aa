import MarkdownIt, { type StateBlock, type StateInline } from 'markdown-it'
import { MAX_DEPTH } from '../schema/document-checks.ts'
import { noteLoss } from './losses.ts'
import { readBareLinks } from './markdown-bare-links.ts'
import { markMedia } from './markdown-blocks.ts'
import { markCallouts, strengthen } from './markdown-callouts.ts'
import { readDetails } from './markdown-details.ts'
import { readFootnotes } from './markdown-footnotes.ts'
import { readFormulas } from './markdown-formulas.ts'
import { keepHtml, type ParseEnvironment } from './markdown-html.ts'
import { readHtmlTokens } from './markdown-html-rules.ts'
import { readObsidian } from './markdown-obsidian.ts'
import { readTable } from './markdown-tables.ts'
import { markTag } from './markdown-tags.ts'
import { markTitle } from './markdown-title.ts'
import { markTasks, tidyInline } from './markdown-tokens.ts'

const LINE_BREAK = /<br\s*\/?>/iy
const QUOTE_SIGNS = /^>[> \t]*/
const LIST_ITEM = /^(?:[-+*]|\d{1,9}[.)])(?:\s|$)/
const RULE = /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/
const NESTING_LIMIT = 3 * MAX_DEPTH

/**
 * The Markdown that Samepage reads: CommonMark with strike, the tags of marks, `<br>`, tasks, tables, GitHub's alerts and
 * Obsidian's callouts, `<details>`, figures, attachments, a title, bare addresses, footnotes and what Obsidian writes. Other HTML is kept apart where the environment says that somebody reads
 * it, and is text elsewhere.
 * URLs come through as written; `tidyInline` is where they are judged.
 */
export function createTokenizer(): MarkdownIt {
  const markdown = new MarkdownIt('commonmark', { html: false })
  readHtmlTokens(markdown)
  Object.assign(markdown.options, { maxNesting: NESTING_LIMIT })
  markdown.enable('strikethrough')
  markdown.validateLink = () => true
  markdown.normalizeLink = (url) => url
  markdown.normalizeLinkText = (url) => url
  markdown.block.ruler.before('table', 'own_table', readTable, { alt: ['paragraph', 'reference'] })
  markdown.block.ruler.before('blockquote', 'too_deep', tooDeep)
  markdown.block.ruler.before('blockquote', 'details', readDetails, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
  markdown.inline.ruler.before('autolink', 'mark_tag', markTag)
  markdown.inline.ruler.before('autolink', 'line_break', lineBreakTag)
  markdown.core.ruler.before('inline', 'tasks', (state) => {
    state.tokens = markCallouts(markTasks(state.tokens, state.env.losses))
  })
  readBareLinks(markdown)
  readFootnotes(markdown)
  readObsidian(markdown)
  readFormulas(markdown)
  markdown.core.ruler.push('keep_html', (state) => {
    const env: ParseEnvironment = state.env
    if (env.readsHtml) Object.assign(state, { tokens: keepHtml(state.tokens, env) })
  })
  markdown.core.ruler.push('tidy', (state) => {
    const { losses } = state.env
    for (const token of state.tokens)
      if (token.children) token.children = tidyInline(strengthen(token) ?? token.children, losses)
    state.tokens = markMedia(state.tokens)
  })
  markdown.core.ruler.push('title', (state) => {
    markTitle(state.tokens, state.env)
    for (const { type, tag } of state.tokens)
      if (type === 'heading_open' && tag > 'h3') noteLoss(state.env, 'deep-headings')
  })
  return markdown
}

/**
 * Where one more quote or list would nest deeper than a document may, its line becomes a paragraph. (Left to
 * itself, markdown-it drops what nests too deep, text and all.)
 */
function tooDeep(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  // A quote adds one level above its paragraphs, a list two: the list and its item.
  if (silent || state.level < MAX_DEPTH - 2) return false
  const indent = state.sCount[startLine] ?? 0
  if (indent - state.blkIndent >= 4) return false
  const line = state.src.slice(
    (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
    state.eMarks[startLine],
  )
  const isQuote = state.level >= MAX_DEPTH - 1 && line.startsWith('>')
  if (!isQuote && (!LIST_ITEM.test(line) || RULE.test(line))) return false
  noteLoss(state.env, 'depth')
  pushParagraph(state, line.replace(QUOTE_SIGNS, ''))
  state.line = startLine + 1
  return true
}

function pushParagraph(state: StateBlock, content: string): void {
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = content
  inline.children = []
  state.push('paragraph_close', 'p', -1)
}

/** `<br>` is a hard break, also where Markdown has no other: in a table, a heading, a summary. */
function lineBreakTag(state: StateInline, silent: boolean): boolean {
  LINE_BREAK.lastIndex = state.pos
  const tag = LINE_BREAK.exec(state.src)?.[0]
  if (tag === undefined || state.pos + tag.length > state.posMax) return false
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos += tag.length
  return true
}

import type MarkdownIt from 'markdown-it'
import type { StateBlock, StateInline, Token } from 'markdown-it'
import { slug } from './heading-ids.ts'
import { noteLoss } from './losses.ts'
import type { LineState } from './markdown-line.ts'

const NOTE = /(!?)\[\[([^[\]\n|]{1,300})(?:\|([^[\]\n]{0,300}))?\]\](?![([:])/y
const PICTURE = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i
const SIZE = /^(\d{1,5})(?:x\d{1,5})?$/
const COMMENT = /(?<![\w%\\])%%(?!%)[^\n%]+(?:%(?!%)[^\n%]*)*%%(?![\w%])/y
const MARK = /==(?!=)/y
const BLOCK_NAME = /(?:^|[ \t\n])\^[A-Za-z0-9-]{4,64}$/
const LONGEST = 4_000

/**
 * What Obsidian writes beside CommonMark: `[[notes]]` become their words, `![[pictures]]` pictures, `==words==` are
 * marked, `%%comments%%` and the names of blocks go. What is lost of them is counted.
 */
export function readObsidian(markdown: MarkdownIt): void {
  const { inline, block, core } = markdown
  inline.ruler.before('link', 'note_link', noteLink)
  inline.ruler.before('escape', 'note_comment', inlineComment)
  inline.ruler.before('escape', 'mark_sign', markSign)
  block.ruler.before('fence', 'note_comments', blockComment, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
  core.ruler.before('inline', 'block_names', (state) => {
    state.tokens = withoutBlockNames(state.tokens, state.env)
  })
}

function noteLink(state: StateInline, silent: boolean): boolean {
  const { src, pos, env } = state
  const begin = src[pos] === '!' ? pos + 1 : pos
  if (!src.startsWith('[[', begin)) return false
  NOTE.lastIndex = pos
  const [source, embed, target = '', alias] = NOTE.exec(src) ?? []
  if (source === undefined || pos + source.length > state.posMax || isReference(state, target)) return false
  if (!silent) {
    if (embed) pushEmbed(state, target.trim(), alias?.trim() ?? '')
    else pushNote(state, target.trim(), alias?.trim() ?? '')
    if (embed && !PICTURE.test(target)) noteLoss(env, 'embeds')
  }
  state.pos += source.length
  return true
}

/** In CommonMark, brackets in brackets may be a link by a name that is told elsewhere. */
function isReference({ env, md }: StateInline, target: string): boolean {
  return env.references?.[md.utils.normalizeReference(target)] !== undefined
}

function pushNote(state: StateInline, target: string, alias: string): void {
  const [note = '', ...parts] = target.split('#')
  const part = parts.at(-1) ?? ''
  const words = alias || target.replace(/^#/, '').split('#').join(' > ')
  const isHere = note === '' && part !== '' && !part.startsWith('^') && (state as LineState).linkLevel === 0
  if (isHere) state.push('link_open', 'a', 1).attrs = [['href', `#${encodeURIComponent(slug(part))}`]]
  else noteLoss(state.env, 'note-links')
  state.push('text', '', 0).content = words
  if (isHere) state.push('link_close', 'a', -1)
}

function pushEmbed(state: StateInline, target: string, alias: string): void {
  if (!PICTURE.test(target)) {
    state.push('text', '', 0).content = alias || target
    return
  }
  const width = SIZE.exec(alias)?.[1]
  const image = state.push('image', 'img', 0)
  image.attrs = [['src', encodeURI(target.replaceAll('\\', '/'))]]
  image.meta = { width: width ? Number(width) : undefined }
  const words = new state.Token('text', '', 0)
  words.content = width ? '' : alias
  image.children = [words]
}

function inlineComment(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('%%', state.pos)) return false
  COMMENT.lastIndex = state.pos
  const source = COMMENT.exec(state.src.slice(0, Math.min(state.posMax, state.pos + LONGEST)))?.[0]
  if (source === undefined) return false
  const isInSpace = state.src[state.pos - 1] === ' '
  state.pos += source.length
  // Of the spaces on its two sides one stays.
  if (isInSpace && state.pos < state.posMax && state.src[state.pos] === ' ') state.pos++
  if (!silent) noteLoss(state.env, 'comments')
  return true
}

/** `%%` on a line of its own up to the next one, with all between. */
function blockComment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd()
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const first = lineAt(startLine)
  if (!first.startsWith('%%') || first.startsWith('%%%')) return false
  let last = startLine
  if (!(first.length > 4 && first.indexOf('%%', 2) === first.length - 2)) {
    if (first.indexOf('%%', 2) >= 0) return false
    last = endOfComment(state, startLine, endLine, lineAt)
    if (last < 0) return false
  }
  if (silent) return true
  noteLoss(state.env, 'comments')
  state.line = last + 1
  return true
}

/** Looked for once: further down there is no other where there is none here. */
function endOfComment(
  state: StateBlock,
  startLine: number,
  endLine: number,
  lineAt: (line: number) => string,
): number {
  const env: { uncommented?: number } = state.env
  if (env.uncommented !== undefined && startLine >= env.uncommented) return -1
  for (let line = startLine + 1; line < endLine; line++) if (lineAt(line).endsWith('%%')) return line
  env.uncommented = startLine
  return -1
}

/** `==` is paired with another one as the tags of marks are: beside words, and with spaces or signs on its other side. */
function markSign(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  MARK.lastIndex = pos
  if (src[pos - 1] === '=' || !MARK.test(src) || pos + 2 > state.posMax) return false
  const [before, after] = [src[pos - 1] ?? ' ', src[pos + 2] ?? ' ']
  const opens = /\S/.test(after) && !/[\p{L}\p{N}]/u.test(before)
  const closes = /\S/.test(before) && !/[\p{L}\p{N}]/u.test(after)
  if (!opens && !closes) return false
  if (!silent) {
    const token = state.push('mark_tag', '==', 0)
    token.content = '=='
    token.meta = { isEnd: !opens }
  }
  state.pos += 2
  return true
}

/** The name of a paragraph, to which other notes link, is none of its words. */
function withoutBlockNames(tokens: readonly Token[], env: Parameters<typeof noteLoss>[0]): Token[] {
  const dropped = new Set<Token>()
  tokens.forEach((token, index) => {
    const open = tokens[index - 1]
    if (token.type !== 'inline' || open?.type !== 'paragraph_open' || token.meta?.isInCell) return
    const found = BLOCK_NAME.exec(token.content.slice(-80))
    if (!found) return
    const length = token.content.length - found[0].length
    token.content = token.content.slice(0, length)
    noteLoss(env, 'block-names')
    const close = tokens[index + 1]
    const isAlone = tokens[index - 2]?.nesting === 1 && tokens[index + 2]?.nesting === -1
    if (length === 0 && !isAlone) for (const one of [open, token, close]) if (one) dropped.add(one)
  })
  return dropped.size > 0 ? tokens.filter((token) => !dropped.has(token)) : [...tokens]
}

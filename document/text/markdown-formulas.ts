import type MarkdownIt from 'markdown-it'
import type { StateBlock, StateInline } from 'markdown-it'
import { noteLoss } from './losses.ts'

/** A formula in a line as GitHub and Obsidian write it. Prices, `$5 and $6`, and names, `$HOME/$USER`, are none. */
const INLINE = /(?<![A-Za-z0-9$\\])\$(?![\s$])(?:[^$\n\r\f\\]|\\[^\n\r\f])*?(?<=\S)\$(?![A-Za-z0-9$])/
const AT = new RegExp(INLINE.source, 'y')
const ALL = new RegExp(INLINE.source, 'g')
const LONGEST = 1_000
const MOST_LINES = 200
const DISPLAY = /\$\$(?!\s*\$)(?:[^$\n\\]|\\[^\n])+?\$\$(?!\$)/y

/** A document has no formulas: in a line they stay the words they are written with, in blocks they become code. */
export function readFormulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'formula', inlineFormula)
  markdown.block.ruler.before('fence', 'formulas', blockFormula, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
}

/** What of a text reads as formulas, which are written with no escapes. */
export function formulasIn(text: string): { readonly index: number; readonly source: string }[] {
  if (!text.includes('$')) return []
  return [...text.matchAll(ALL)]
    .filter(([source]) => source.length <= LONGEST)
    .map(({ index, 0: source }) => ({ index, source }))
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '$') return false
  const text = src.slice(0, Math.min(state.posMax, pos + LONGEST + 2))
  const pattern = src[pos + 1] === '$' ? DISPLAY : AT
  pattern.lastIndex = pos
  const source = pattern.exec(text)?.[0]
  if (!source || source.length > LONGEST) return false
  if (!silent) {
    state.pending += source
    noteLoss(state.env, 'formulas')
  }
  state.pos += source.length
  return true
}

/** `$$` to `$$` on lines of its own. */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd()
  const first = lineAt(startLine)
  if (!first.startsWith('$$') || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  let last = startLine
  const isWhole = first.length > 4 && first.endsWith('$$')
  if (!isWhole) {
    if (first.slice(2).includes('$')) return false
    do last++
    while (
      last < endLine &&
      last - startLine < MOST_LINES &&
      !state.isEmpty(last) &&
      !lineAt(last).endsWith('$$') &&
      (state.sCount[last] ?? 0) >= state.blkIndent
    )
    if (last >= endLine || !lineAt(last).endsWith('$$')) return false
  } else if (first.slice(2, -2).includes('$')) return false
  if (silent) return true
  const lines = isWhole
    ? [first.slice(2, -2)]
    : [
        first.slice(2),
        ...state.getLines(startLine + 1, last, state.blkIndent, false).split('\n'),
        lineAt(last).slice(0, -2),
      ]
  const token = state.push('fence', 'code', 0)
  token.info = 'math'
  token.content = `${lines
    .map((line) => line.trimEnd())
    .filter((line, index) => line !== '' || (index > 0 && index < lines.length - 1))
    .join('\n')}\n`
  token.map = [startLine, last + 1]
  noteLoss(state.env, 'formulas')
  state.line = last + 1
  return true
}

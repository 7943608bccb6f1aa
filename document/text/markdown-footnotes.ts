import type MarkdownIt from 'markdown-it'
import type { StateBlock, StateCore, StateInline, Token } from 'markdown-it'
import { noteLoss } from './losses.ts'

const DEFINITION = /^\[\^([^\]\s[]{1,100})\]:[ \t]*(.*)$/
const REFERENCE = /\[\^([^\]\s[]{1,100})\]/y
const REFERENCES = new RegExp(REFERENCE.source, 'g')

/** The footnotes of a text by the names that they have in it. */
interface FootnoteEnvironment {
  footnotes?: Map<string, { readonly paragraphs: string[]; number: number }>
}

/**
 * GitHub's footnotes. A document has none: their words stand at the end, below a rule, as a list with the numbers that
 * stand raised in the text. Counted as `footnotes`.
 */
export function readFootnotes(markdown: MarkdownIt): void {
  markdown.block.ruler.before('reference', 'footnote', readDefinition, { alt: ['paragraph', 'reference'] })
  markdown.core.ruler.after('block', 'footnotes', appendNotes)
  markdown.inline.ruler.before('link', 'footnote_reference', readReference)
}

/** `[^name]: words`, and what goes on below it: lines, and paragraphs that are moved in. */
function readDefinition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trim()
  if (state.level > 0 || (state.sCount[startLine] ?? 0) >= 4) return false
  const [, name, words = ''] = DEFINITION.exec(lineAt(startLine)) ?? []
  if (name === undefined) return false
  if (silent) return true
  const lines: string[][] = [[words]]
  let line = startLine + 1
  for (; line < endLine; line++) {
    if (state.isEmpty(line)) {
      const next = nextText(state, line, endLine)
      if (next >= endLine || (state.sCount[next] ?? 0) < 2) break
      line = next
      lines.push([])
    } else if (DEFINITION.test(lineAt(line)) || isNewBlock(state, line, endLine)) break
    lines.at(-1)?.push(lineAt(line))
  }
  const env: FootnoteEnvironment = state.env
  env.footnotes ??= new Map()
  const paragraphs = lines.map((part) => part.join('\n').trim()).filter((part) => part !== '')
  const known = env.footnotes.get(name)
  if (known) known.paragraphs.push(...paragraphs)
  else env.footnotes.set(name, { paragraphs, number: 0 })
  state.line = line
  return true
}

function nextText(state: StateBlock, from: number, end: number): number {
  let line = from
  while (line < end && state.isEmpty(line)) line++
  return line
}

function isNewBlock(state: StateBlock, line: number, endLine: number): boolean {
  if ((state.sCount[line] ?? 0) > 0) return false
  return state.md.block.ruler.getRules('paragraph').some((rule) => rule(state, line, endLine, true))
}

/** Notes are numbered in the order in which the text first names them; those it does not name come last. */
function appendNotes(state: StateCore): void {
  const { footnotes }: FootnoteEnvironment = state.env
  if (!footnotes) return
  let number = 0
  const named = [
    ...state.tokens.map(({ content }) => content),
    ...[...footnotes.values()].flatMap((note) => note.paragraphs),
  ]
  for (const content of named)
    for (const [, name = ''] of content.matchAll(REFERENCES)) {
      const note = footnotes.get(name)
      if (note?.number === 0) note.number = ++number
    }
  for (const note of footnotes.values()) if (note.number === 0) note.number = ++number
  const notes = [...footnotes.values()].sort((one, other) => one.number - other.number)
  const push = (type: string, nesting: -1 | 0 | 1): Token => {
    const token = new state.Token(type, '', nesting)
    token.block = true
    state.tokens.push(token)
    return token
  }
  push('hr', 0)
  push('ordered_list_open', 1)
  for (const { paragraphs } of notes) {
    noteLoss(state.env, 'footnotes')
    push('list_item_open', 1)
    for (const content of paragraphs.length > 0 ? paragraphs : ['']) {
      push('paragraph_open', 1)
      Object.assign(push('inline', 0), { content, children: [] })
      push('paragraph_close', -1)
    }
    push('list_item_close', -1)
  }
  push('ordered_list_close', -1)
}

/** `[^name]` where there is such a note: its number, raised. */
function readReference(state: StateInline, silent: boolean): boolean {
  const { footnotes }: FootnoteEnvironment = state.env
  if (!footnotes || !state.src.startsWith('[^', state.pos)) return false
  REFERENCE.lastIndex = state.pos
  const [source, name = ''] = REFERENCE.exec(state.src) ?? []
  const note = footnotes.get(name)
  if (!source || !note || state.pos + source.length > state.posMax) return false
  if (!silent) {
    state.push('superscript_open', 'sup', 1)
    state.push('text', '', 0).content = `[${note.number}]`
    state.push('superscript_close', 'sup', -1)
  }
  state.pos += source.length
  return true
}

import type { StateBlock } from 'markdown-it'
import { MAX_DEPTH } from '../schema/document-checks.ts'
import { trimAscii } from './markdown-escapes.ts'

const OPEN = /^<details(?:\s+open(?:="[^"]*")?)?\s*>\s*(.*)$/i
const CLOSE = /^<\/details\s*>\s*$/i
/** What comes after the signs of a fence of backticks holds no other backtick: CommonMark reads that as a line of text. */
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/

/** How often a line may be looked at for sections: for each level that it can stand in, and some more. */
const MOST_LOOKS = MAX_DEPTH + 8

/** Where the sections of a stretch of lines end, by the line on which each begins; those without an end too. */
type Sections = ReadonlyMap<number, number | undefined>

const NONE: Sections = new Map()

/**
 * A block rule for `<details>`, a `<summary>` on the same or the next line, blocks of Markdown, and
 * `</details>` on a line of its own, indented as the first. What is written otherwise stays text.
 */
export function readDetails(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const opening = OPEN.exec(lineAt(state, startLine))
  if (!opening || !isInReach(state, startLine) || state.level >= MAX_DEPTH - 1) return false
  const end = sectionsAt(state, startLine, endLine).get(startLine)
  if (end === undefined) return false
  if (silent) return true
  const isNext = opening[1] === ''
  const summaryLine = isNext ? nextText(state, startLine + 1, end) : startLine
  const summary = summaryIn(isNext ? lineAt(state, summaryLine) : (opening[1] ?? ''))
  if (!isNext && summary === undefined) return false
  state.push('details_open', 'details', 1).map = [startLine, end + 1]
  pushSummary(state, summary ?? '')
  readInside(state, summary !== undefined ? summaryLine + 1 : startLine + 1, end)
  state.push('details_close', 'details', -1)
  state.line = end + 1
  return true
}

/** What stands between `<summary>` and `</summary>` when they are the ends of the line. */
function summaryIn(line: string): string | undefined {
  const text = trimAscii(line)
  const inner = text.slice('<summary>'.length, -'</summary>'.length)
  return text.toLowerCase() === `<summary>${inner.toLowerCase()}</summary>` ? trimAscii(inner) : undefined
}

function pushSummary(state: StateBlock, content: string): void {
  state.push('summary_open', 'summary', 1)
  const inline = state.push('inline', '', 0)
  inline.content = content
  inline.children = []
  state.push('summary_close', 'summary', -1)
}

/** A section without blocks gets an empty paragraph, so that somebody can write in it. */
function readInside(state: StateBlock, from: number, end: number): void {
  const { parentType, lineMax } = state
  const before = state.tokens.length
  state.parentType = 'root'
  state.lineMax = end
  if (from < end) state.md.block.tokenize(state, from, end)
  state.lineMax = lineMax
  state.parentType = parentType
  if (state.tokens.length > before) return
  state.push('paragraph_open', 'p', 1)
  state.push('paragraph_close', 'p', -1)
}

function nextText(state: StateBlock, from: number, end: number): number {
  let line = from
  while (line < end && state.isEmpty(line)) line++
  return line
}

/**
 * One pass over the lines for all sections that begin as far in as this one: many openings cost no more. Past
 * MOST_LOOKS passes over everything no section is found any more: the rest stays text.
 */
function sectionsAt(state: StateBlock, startLine: number, endLine: number): Sections {
  const indent = state.sCount[startLine] ?? 0
  state.env.sections ??= new Map<string, Sections>()
  const known: Map<string, Sections> = state.env.sections
  const key = `${state.level} ${indent} ${endLine}`
  const last = known.get(key)
  if (last?.has(startLine)) return last
  // Where this pass and the tokenizer disagree about what a line is, each opening would be a pass of its own.
  state.env.looksLeft ??= MOST_LOOKS * state.bMarks.length
  if (state.env.looksLeft <= 0) return NONE
  const found = findSections(state, startLine, endLine, indent)
  known.set(key, found)
  return found
}

function findSections(state: StateBlock, from: number, endLine: number, indent: number): Sections {
  const ends = new Map<number, number | undefined>()
  const open: number[] = []
  let fence: string | undefined
  for (let line = from; line < endLine; line++) {
    state.env.looksLeft -= 1
    if (state.isEmpty(line)) continue
    if ((state.sCount[line] ?? 0) < indent) break
    const text = lineAt(state, line)
    const [, backticks, tildes] = FENCE.exec(text) ?? []
    const run = backticks ?? tildes
    // What is further in belongs to a list: a fence there may begin beside its item's number.
    if (fence !== undefined) {
      if (run?.startsWith(fence) && run === trimAscii(text)) fence = undefined
    } else if (state.sCount[line] !== indent) continue
    else if (run !== undefined) fence = run
    else if (OPEN.test(text)) {
      open.push(line)
      ends.set(line, undefined)
    } else if (CLOSE.test(text)) {
      const start = open.pop()
      if (start !== undefined) ends.set(start, line)
    }
  }
  return ends
}

function isInReach(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent < 4
}

function lineAt(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}

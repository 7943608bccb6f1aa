const FENCE = /^[ \t]*(```+|~~~+)/
const QUOTE = /^ {0,3}> ?/
const ITEM = /^([ \t]*)([-*+]|(\d{1,9})[.)])([ \t]+)\S/
const SIGNATURE = /^ {0,3}(?:--?|=)[ \t]*$/
const DEEPEST_QUOTE = 20

interface OpenItem {
  readonly content: number
}

/**
 * Markdown in which a line that is written below an item or a quote stands below it: CommonMark would take it into the
 * last paragraph there. A number that does not count on stays a number, and `--` below words makes them no heading.
 */
export function keepLines(markdown: string, depth = 0): string {
  const lines = markdown.split('\n')
  const kept: string[] = []
  const numbers = new Map<number, number>()
  let fence: string | undefined
  let open: OpenItem | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const mark = FENCE.exec(line)?.[1]
    if (fence) {
      if (mark?.startsWith(fence)) fence = undefined
      kept.push(line)
      continue
    }
    if (QUOTE.test(line) && depth < DEEPEST_QUOTE) {
      const end = endOfQuote(lines, at)
      const inner = lines.slice(at, end).map((it) => it.replace(QUOTE, ''))
      for (const it of keepLines(inner.join('\n'), depth + 1).split('\n')) kept.push(`> ${it}`)
      if ((lines[end] ?? '').trim() !== '') kept.push('')
      at = end - 1
      continue
    }
    const indent = widthOf(/^[ \t]*/.exec(line)?.[0] ?? '')
    const item = ITEM.exec(line)
    const isBlank = line.trim() === ''
    const escaped = item && escapeNumber(line, item, numbers, indent)
    if (!isBlank && open && (!item || escaped) && indent < open.content) kept.push('')
    if (SIGNATURE.test(line) && !isBlank) kept.push('')
    if (item && !escaped) open = { content: indent + widthOf(`${item[2]}${item[4]}`) }
    else if (isBlank || (open && indent < open.content)) open = undefined
    if (!isBlank && !item && indent === 0) numbers.clear()
    if (mark) fence = mark
    kept.push(escaped || line)
  }
  return kept.join('\n')
}

function endOfQuote(lines: readonly string[], start: number): number {
  let end = start
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end++
  return end
}

/** The line with its number as mere words, where it does not count on from the one before at the same indent. */
function escapeNumber(
  line: string,
  item: RegExpExecArray,
  numbers: Map<number, number>,
  indent: number,
): string | undefined {
  for (const deeper of numbers.keys()) if (deeper > indent) numbers.delete(deeper)
  if (item[3] === undefined) {
    numbers.delete(indent)
    return undefined
  }
  const number = Number(item[3])
  const before = numbers.get(indent)
  // All of one number is how many write Markdown's lists.
  const countsOn = before === undefined || number === before + 1 || number === before
  if (countsOn) {
    numbers.set(indent, number)
    return undefined
  }
  numbers.delete(indent)
  return line.replace(/^([ \t]*\d+)([.)])/, '$1\\$2')
}

function widthOf(space: string): number {
  return space.replace(/\t/g, '    ').length
}

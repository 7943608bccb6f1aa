import { formulasIn } from './markdown-formulas.ts'

const SPECIAL = /[\\`*_~[\]]|<(?!\s)|&(?=#?[A-Za-z0-9]+;)|[\n\r\f]/g

/** What is read as a link, a mark, a comment or a formula wherever it stands: the sign of it that is escaped. */
const BARE =
  /(?<=https?):(?=\/\/)|(?<=(?:^|[^A-Za-z0-9])www)\.(?=\S)|(?<=[A-Za-z0-9._+-])@(?=[^\s@]*\.[A-Za-z])|=(?==)|(?<==)=|%(?=%)|(?<=%)%/gi
/** Of these, what is no link within a link. */
const NO_LINK = /^[:.@]$/

/** A character as a Markdown character reference, which reads back as itself wherever text may stand. */
export function asReference(character: string): string {
  return `&#${character.codePointAt(0)};`
}

/** Text so that Markdown reads the same text back, apart from what only means something where a line begins. */
export function escapeInline(text: string): string {
  return text.replace(SPECIAL, (character, offset: number) => {
    if (/\s/.test(character)) return asReference(character)
    return character === '_' && isIntraword(text, offset) ? character : `\\${character}`
  })
}

/** Where text stands that is written. */
export interface TextPlace {
  /** True within a link, where a bare address is none. */
  readonly isInLink: boolean
  /** True where another `$` on the line could make a formula of what is between. */
  readonly hasDollars: boolean
}

/** The same for text that may look like bare addresses, marks, comments and formulas; what is a formula stays as it is. */
export function escapeText(text: string, place: TextPlace): string {
  let markdown = ''
  let from = 0
  for (const { index, source } of formulasIn(text)) {
    markdown += escapeWords(text.slice(from, index), place) + source
    from = index + source.length
  }
  return markdown + escapeWords(text.slice(from), place)
}

function escapeWords(text: string, { isInLink, hasDollars }: TextPlace): string {
  const words = escapeInline(text).replace(BARE, (sign) =>
    isInLink && NO_LINK.test(sign) ? sign : `\\${sign}`,
  )
  return hasDollars ? words.replaceAll('$', '\\$') : words
}

/** Words between brackets: what a picture shows, what a file or a document is called. */
export function escapeName(text: string): string {
  return escapeWords(text, { isInLink: false, hasDollars: true })
}

function isIntraword(text: string, offset: number): boolean {
  return /^[A-Za-z0-9]_[A-Za-z0-9]$/.test(text.slice(Math.max(0, offset - 1), offset + 2))
}

/**
 * One finished line of a paragraph so that it begins no other block: no heading, list, quote, rule or
 * underlined heading. Spaces at its edges, which Markdown would drop, become references.
 */
export function escapeLine(line: string): string {
  const edged = escapeEdges(line)
  // The line under a table's header consists of these signs.
  if (/^[-:|][-:|\s]*$/.test(line) && line.includes('-')) return `\\${edged}`
  return (
    edged
      .replace(/^(?=>|[-+](?:\s|$)|-[-\s]*$|#{1,6}(?:\s|$)|=+\s*$)/, '\\')
      .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
      // What Obsidian reads as the name of a paragraph.
      .replace(/(^|[ \t])(?=\^[A-Za-z0-9-]{4,64}$)/, '$1\\')
  )
}

/** The text of a heading on its one line: edges as in a paragraph, and no closing run of `#`. */
export function escapeHeading(line: string): string {
  return escapeEdges(line).replace(/(^|\s)(#*)#$/, '$1$2\\#')
}

/** The text of a table's cell on its one line: edges as in a paragraph, and no pipe that would end it. */
export function escapeCell(line: string): string {
  return escapeEdges(line).replaceAll('|', '\\|')
}

/** Spaces at the edges of a line, which Markdown would drop, as references. */
export function escapeEdges(line: string): string {
  return line.replace(/^[ \t]/, asReference).replace(/[ \t]$/, asReference)
}

/** Where a link or image points, in the parentheses after its text, with its title when there is one. */
export function destination(url: string, title: string): string {
  const safe = url.replace(/`|&(?=#?[A-Za-z0-9]+;)/g, '\\$&')
  const target = / |^</.test(safe) ? `<${safe.replace(/[<>]/g, '\\$&')}>` : safe.replace(/[()<>]/g, '\\$&')
  return title === '' ? `(${target})` : `(${target} "${escapeTitle(title)}")`
}

function escapeTitle(title: string): string {
  return title.replace(/["\\`]|&(?=#?[A-Za-z0-9]+;)/g, '\\$&').replace(/[\n\r\f]/g, asReference)
}

/** Code in the text, between runs of backticks that it does not contain itself. */
export function codeSpan(code: string): string {
  const line = code.replace(/[\n\r]/g, ' ')
  const ticks = '`'.repeat(unusedRun(line))
  const pad = /^`|`$|^ .+ $/.test(line) ? ' ' : ''
  return ticks + pad + line + pad + ticks
}

/** The backticks around a code block: three, or more than any run inside it. */
export function fenceFor(code: string): string {
  const longest = backtickRuns(code).reduce((most, run) => Math.max(most, run), 0)
  return '`'.repeat(Math.max(3, longest + 1))
}

function unusedRun(code: string): number {
  const taken = new Set(backtickRuns(code))
  let length = 1
  while (taken.has(length)) length++
  return length
}

function backtickRuns(code: string): number[] {
  return (code.match(/`+/g) ?? []).map((run) => run.length)
}

/**
 * Text without ASCII spaces and tabs at its ends; any other space is text. Not by a pattern, whose search for
 * a last run of spaces takes the square of their number.
 */
export function trimAscii(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text, from)) from++
  while (to > from && isBlank(text, to - 1)) to--
  return text.slice(from, to)
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t'
}

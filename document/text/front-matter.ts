/** What stands before a Markdown text between lines of dashes, as Obsidian, Pandoc and makers of sites write it. */
export interface FrontMatter {
  readonly title: string
  /** How many other properties there are. */
  readonly others: number
  /** The text after it. */
  readonly rest: string
}

const LIMIT = 20_000
const PROPERTY = /^([\p{L}_][\p{L}\p{M}\p{N}_ -]*):(?:[ \t]+(.*))?$/u
const INNER = /^(?:[ \t]+\S.*|- .*|#.*)$/

/**
 * Reads it; undefined where a text only begins with a rule. Each line has to be a property or belong to one, and none
 * is empty: so a rule above words that happen to have a colon stays what it is wherever a blank line follows it.
 */
export function readFrontMatter(markdown: string): FrontMatter | undefined {
  const found = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(
    markdown.slice(0, LIMIT),
  )
  const lines = found?.[1]?.split(/\r?\n/)
  if (!found || !lines || !PROPERTY.test(lines[0] ?? '')) return undefined
  let title = ''
  let others = 0
  for (const line of lines) {
    const [, key, value = ''] = PROPERTY.exec(line) ?? []
    if (key === undefined) {
      if (!INNER.test(line)) return undefined
    } else if (key.toLowerCase() === 'title') title = unquoted(value.trim())
    else others += 1
  }
  return { title, others, rest: markdown.slice(found[0].length) }
}

function unquoted(value: string): string {
  const inner = /^(?:"(.*)"|'(.*)')$/.exec(value)
  return inner?.[1]?.replace(/\\(["\\])/g, '$1') ?? inner?.[2]?.replaceAll("''", "'") ?? value
}

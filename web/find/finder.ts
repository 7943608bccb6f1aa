import type { Node } from 'prosemirror-model'

/** What is looked for. */
export interface FindQuery {
  readonly text: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  /** True when `text` is a regular expression of JavaScript, with Unicode. */
  readonly isRegExp: boolean
}

/** A place that reads as was asked, as positions of the document. It lies in one textblock. */
export interface Match {
  readonly from: number
  readonly to: number
}

/** Finds what one query asks for. Keeps what it found in each textblock: after a change only that is searched anew. */
export interface Finder {
  /** Every match in document order, at most `MOST_MATCHES`. */
  find(doc: Node): readonly Match[]
  /** What stands in the place of a match: in a regular expression's replacement `$1`, `$&` and `$<name>` are filled in. */
  replacement(doc: Node, match: Match, template: string): string
}

/** More are not counted. */
export const MOST_MATCHES = 50_000

/** What no expression reads over, because no letter stands there: a picture, a mention. */
const LEAF = '\u2029'

interface Found {
  readonly start: number
  readonly end: number
}

/** Why nothing is looked for: the text is no regular expression, or one that may never come to an end. */
export type QueryFault = 'invalid' | 'endless'

/** A finder for a query; undefined for an empty one. */
export function createFinder(query: FindQuery): Finder | QueryFault | undefined {
  if (query.text === '') return undefined
  if (query.isRegExp && isEndless(query.text)) return 'endless'
  const expression = toExpression(query)
  if (!expression) return 'invalid'
  const known = new WeakMap<Node, readonly Found[]>()
  const inBlock = (block: Node): readonly Found[] => {
    const kept = known.get(block)
    if (kept) return kept
    const found = findIn(textOf(block), expression)
    known.set(block, found)
    return found
  }
  return {
    find(doc) {
      const matches: Match[] = []
      doc.descendants((node, position) => {
        if (matches.length >= MOST_MATCHES) return false
        if (!node.isTextblock) return !node.isInline
        for (const { start, end } of inBlock(node))
          matches.push({ from: position + 1 + start, to: position + 1 + end })
        return false
      })
      return matches.slice(0, MOST_MATCHES)
    },
    replacement(doc, { from, to }, template) {
      if (!query.isRegExp) return template
      const $from = doc.resolve(from)
      const text = textOf($from.parent)
      const sticky = new RegExp(expression.source, `${expression.flags.replace('g', '')}y`)
      sticky.lastIndex = $from.parentOffset
      const whole = text.replace(sticky, template)
      return whole.slice($from.parentOffset, whole.length - (text.length - $from.parentOffset - (to - from)))
    },
  }
}

function toExpression({ text, matchCase, wholeWord, isRegExp }: FindQuery): RegExp | undefined {
  const source = isRegExp ? text : literally(text)
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source
  try {
    // Checked by itself too: a lone bracket must not find its other half in what is put around it.
    new RegExp(source, 'u')
    return new RegExp(whole, matchCase ? 'gmu' : 'gimu')
  } catch {
    return undefined
  }
}

/**
 * True where a repeat holds another one or a choice, as in `(a+)+`: on a line that nearly fits such an expression tries
 * every way to part it, and the page stands still for minutes. Nothing can stop it once it runs.
 */
function isEndless(source: string): boolean {
  const tokens = source.matchAll(
    /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|[*+?|]|\{\d+,\d*\}/gu,
  )
  const open: boolean[] = [false]
  let closed = false
  let end = -1
  for (const { 0: token, index } of tokens) {
    if (/^[*+{]/.test(token) && closed && index === end) return true
    if (token.startsWith('(')) open.push(false)
    else if (token === ')') closed = open.length > 1 ? open.pop() === true : false
    if (token === ')') {
      end = index + 1
      if (closed) open[open.length - 1] = true
    } else if (/^[*+?|{]/.test(token)) open[open.length - 1] = true
  }
  return false
}

/** A space that is typed finds the ones that do not break, too. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ /g, '[ \\u00a0]')
}

function findIn(text: string, expression: RegExp): readonly Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(expression)) {
    const [read] = match
    if (read === '' || read.includes(LEAF)) continue
    found.push({ start: match.index, end: match.index + read.length })
    if (found.length >= MOST_MATCHES) break
  }
  return found
}

/** A textblock's text, of which each character stands at its own offset. */
function textOf(block: Node): string {
  let text = ''
  block.forEach((child) => {
    if (child.isText) text += child.text
    else text += child.type.name === 'hard_break' ? '\n' : LEAF.repeat(child.nodeSize)
  })
  return text
}

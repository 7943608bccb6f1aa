import type { Node } from 'prosemirror-model'
import { type Found, LEAF, MOST_MATCHES } from './find-in-texts.ts'
import { findsWords } from './find-words.ts'
import { byCharacters } from './whole-characters.ts'

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

/** What is found in a document so far. */
export interface Finding {
  /** In document order, at most `MOST_MATCHES`. */
  readonly matches: readonly Match[]
  /** The textblocks that are still to be searched beside the page; their matches are not among these. */
  readonly unsearched: readonly Node[]
}

/** Finds what one query asks for. Keeps what it found in each textblock: after a change only that is searched anew. */
export interface Finder {
  readonly expression: { readonly source: string; readonly flags: string }
  /** Searches for words at once. An expression of somebody's own is not run here: it may take for ever. */
  find(doc: Node): Finding
  /** Takes what was found in a textblock elsewhere. */
  learn(block: Node, found: readonly Found[]): void
  /**
   * What stands in the place of a match: in a regular expression's replacement `$1`, `$&` and `$<name>` are filled in.
   * Undefined where the text has changed and is not searched yet.
   */
  replacement(doc: Node, match: Match, template: string): string | undefined
}

/** A finder for a query; undefined for an empty one, `invalid` for what is no regular expression. */
export function createFinder(query: FindQuery): Finder | 'invalid' | undefined {
  if (query.text === '') return undefined
  // Words are looked for here, an expression beside the page.
  const findWords = query.isRegExp ? undefined : findsWords(query)
  const expression = findWords ? NOTHING : toExpression(query)
  if (!expression) return 'invalid'
  const known = new WeakMap<Node, readonly Found[]>()
  const learn = (block: Node, found: readonly Found[]): readonly Found[] => {
    known.set(block, found)
    return found
  }
  const inBlock = (block: Node): readonly Found[] | undefined =>
    known.get(block) ?? (findWords ? learn(block, findWords(textOf(block))) : undefined)
  return {
    expression: { source: expression.source, flags: expression.flags },
    find(doc) {
      const matches: Match[] = []
      const unsearched: Node[] = []
      doc.descendants((node, position) => {
        if (matches.length >= MOST_MATCHES) return false
        if (!node.isTextblock) return !node.isInline
        const found = inBlock(node)
        if (!found) unsearched.push(node)
        for (const { start, end } of found ?? [])
          matches.push({ from: position + 1 + start, to: position + 1 + end })
        return false
      })
      return { matches: matches.slice(0, MOST_MATCHES), unsearched }
    },
    learn,
    replacement(doc, { from, to }, template) {
      if (!query.isRegExp) return template
      const { parent, parentOffset } = doc.resolve(from)
      // What took too long is not run here by the way either.
      if (!known.has(parent)) return undefined
      const text = textOf(parent)
      const sticky = new RegExp(expression.source, `${expression.flags.replace('g', '')}y`)
      sticky.lastIndex = parentOffset
      const whole = text.replace(sticky, template)
      return whole.slice(parentOffset, whole.length - (text.length - parentOffset - (to - from)))
    },
  }
}

const NOTHING = /(?!)/gu

function toExpression({ text, matchCase, wholeWord }: FindQuery): RegExp | undefined {
  const source = byCharacters(text)
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source
  try {
    // Checked by itself too: a lone bracket must not find its other half in what is put around it.
    new RegExp(text, 'u')
    return new RegExp(whole, matchCase ? 'gmu' : 'gimu')
  } catch {
    return undefined
  }
}

/** A textblock's text, of which each character stands at its own offset. */
export function textOf(block: Node): string {
  let text = ''
  block.forEach((child) => {
    if (child.isText) text += child.text
    else text += child.type.name === 'hard_break' ? '\n' : LEAF.repeat(child.nodeSize)
  })
  return text
}

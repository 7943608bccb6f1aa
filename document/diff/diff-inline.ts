import { Fragment, type Node } from 'prosemirror-model'
import { alignKeys } from './align.ts'
import type { Edits } from './edits.ts'
import type { Effort } from './effort.ts'

const WORDS = /[\p{L}\p{N}\p{M}_]+|\s+|[\s\S]/gu

/** A word, a stretch of space, a sign, or something in the line that is no text. */
interface Token {
  readonly key: string
  readonly leaf: Node
  /** Where it begins in its textblock, and how long it is there. */
  readonly offset: number
  readonly size: number
}

/**
 * Makes the line of a textblock at `pos` the wanted one, word by word, and formats by steps of their own.
 * `read` is the line as it comes back from Markdown: what it does not tell apart from the wanted one is kept.
 * False when the two lines cannot be told word for word; then nothing is changed.
 */
export function diffInline(
  pos: number,
  base: Node,
  read: Node,
  wanted: Node,
  edits: Edits,
  effort: Effort,
): boolean {
  const mentions = mentionsIn(base)
  const mine = tokensOf(withoutLastBreaks(base), mentions)
  const seen = tokensOf(read.children, mentions)
  const target = tokensOf(wanted.children, mentions)
  const isTold = mine.length === seen.length && mine.every(({ key }, index) => key === seen[index]?.key)
  if (!isTold) return false
  const start = pos + 1
  const changes = alignKeys(
    mine.map(({ key }) => key),
    target.map(({ key }) => key),
    effort,
  )
  let indexA = 0
  let indexB = 0
  for (const { fromA, toA, fromB, toB } of [...changes, undefinedEnd(mine.length, target.length)]) {
    for (; indexA < fromA; indexA++, indexB++)
      keepToken(start, mine[indexA], seen[indexA], target[indexB], edits)
    indexA = toA
    indexB = toB
    if (fromA === toA && fromB === toB) continue
    const from = start + (mine[fromA]?.offset ?? endOf(mine.at(-1)))
    const to = toA > fromA ? start + endOf(mine[toA - 1]) : from
    edits.replace(from, to, Fragment.fromArray(target.slice(fromB, toB).map(({ leaf }) => leaf)))
  }
  return true
}

/** The stretch after the last change, in the shape of a change that does nothing. */
function undefinedEnd(lengthA: number, lengthB: number) {
  return { fromA: lengthA, toA: lengthA, fromB: lengthB, toB: lengthB }
}

function endOf(token: Token | undefined): number {
  return token ? token.offset + token.size : 0
}

/** A word that stays gets the formats it is wanted in, of those that Markdown tells. */
function keepToken(
  start: number,
  mine: Token | undefined,
  seen: Token | undefined,
  target: Token | undefined,
  edits: Edits,
): void {
  if (!mine || !seen || !target) return
  const before = seen.leaf.marks
  const after = target.leaf.marks
  const gone = before.filter((mark) => !mark.isInSet(after))
  const come = after.filter((mark) => !mark.isInSet(before))
  if (gone.length === 0 && come.length === 0) return
  const from = start + mine.offset
  edits.at(from, (transform) => {
    // By its kind: a highlight that Markdown tells has another colour here.
    for (const { type } of gone) transform.removeMark(from, from + mine.size, type)
    for (const mark of come) transform.addMark(from, from + mine.size, mark)
  })
}

/** Breaks at the end mean nothing in Markdown: they stay where they are. */
function withoutLastBreaks(textblock: Node): Node[] {
  const leaves = [...textblock.children]
  while (leaves.at(-1)?.type.name === 'hard_break') leaves.pop()
  return leaves
}

/** The mentions of a line by what is written of them: who is meant stays, where the words stay. */
function mentionsIn(textblock: Node): ReadonlySet<string> {
  const words = textblock.children.filter(({ type }) => type.name === 'mention')
  return new Set(words.map(({ textContent }) => textContent))
}

function tokensOf(leaves: readonly Node[], mentions: ReadonlySet<string>): Token[] {
  const tokens: Token[] = []
  const pattern = patternOf(mentions)
  let offset = 0
  for (const leaf of leaves) {
    if (!leaf.isText) {
      const key = leaf.type.name === 'mention' ? leaf.textContent : `\u0000${JSON.stringify(bare(leaf))}`
      tokens.push({ key, leaf, offset, size: leaf.nodeSize })
    } else {
      let from = offset
      for (const words of wordsOf(leaf.text ?? '', pattern)) {
        tokens.push({
          key: words,
          leaf: leaf.cut(from - offset, from - offset + words.length),
          offset: from,
          size: words.length,
        })
        from += words.length
      }
    }
    offset += leaf.nodeSize
  }
  return tokens
}

function bare(leaf: Node): unknown {
  return { type: leaf.type.name, attrs: leaf.attrs }
}

function wordsOf(text: string, mentions: RegExp | undefined): string[] {
  if (!mentions) return text.match(WORDS) ?? []
  // What a group has caught stands at the odd places.
  return text.split(mentions).flatMap((part, i) => (i % 2 === 1 ? [part] : (part.match(WORDS) ?? [])))
}

/** The longest first: a name may begin with another one. */
function patternOf(mentions: ReadonlySet<string>): RegExp | undefined {
  if (mentions.size === 0) return undefined
  const literal = [...mentions]
    .sort((one, other) => other.length - one.length)
    .map((words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return new RegExp(`(${literal.join('|')})`, 'u')
}

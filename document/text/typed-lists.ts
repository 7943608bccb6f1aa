import type { Node } from 'prosemirror-model'
import { MAX_ORDER } from '../schema/nodes.ts'
import { schema } from '../schema/schema.ts'

const { nodes } = schema

const ITEM = /^([ \t]*)(?:([-*•])|([1-9]\d{0,8})([.)]))[ \t]+(?:\[([ xX])\][ \t]+)?(\S.*)$/
const DEEPEST = 8

interface Line {
  readonly indent: number
  /** What the items of one list have in common. */
  readonly kind: string
  readonly order: number
  readonly isChecked: boolean
  readonly text: string
}

interface ReadList {
  readonly list: Node
  readonly items: number
  /** The line behind it. */
  readonly next: number
}

/**
 * The blocks of plain lines: a paragraph for each, an empty one for an empty line. Two or more items below each other,
 * or a task, are a list when its numbers count on as they are typed. No other sign means anything.
 */
export function blocksOfLines(lines: readonly string[], paragraph: (line: string) => Node): Node[] {
  const blocks: Node[] = []
  for (let at = 0; at < lines.length; ) {
    const first = readLine(lines[at])
    const read = first?.indent === 0 ? readList(lines, at, first, paragraph, 1) : undefined
    const isList = read && (read.items > 1 || read.list.type === nodes.task_list || read.next > at + 1)
    if (isList) {
      blocks.push(read.list)
      at = read.next
    } else blocks.push(paragraph(lines[at++] ?? ''))
  }
  return blocks
}

function readLine(line: string | undefined): Line | undefined {
  const found = ITEM.exec(line ?? '')
  if (!found) return undefined
  const [, space = '', bullet, number, end = '', box, text = ''] = found
  const kind = number ? end : `${bullet}${box === undefined ? '' : '[]'}`
  // A box behind a number is none: what is typed stays.
  const rest = number && box !== undefined ? `[${box}] ${text}` : text
  return {
    indent: space.replace(/\t/g, '    ').length,
    kind,
    order: Number(number ?? 1),
    isChecked: box !== undefined && box !== ' ',
    text: rest.trimEnd(),
  }
}

function readList(
  lines: readonly string[],
  start: number,
  first: Line,
  paragraph: (line: string) => Node,
  depth: number,
): ReadList {
  const isTasks = first.kind.endsWith('[]')
  const isNumbered = !/^[-*•]/.test(first.kind)
  const items: Node[] = []
  let at = start
  for (let line: Line | undefined = first; line; ) {
    const content = [paragraph(line.text)]
    at++
    for (;;) {
      const below = depth < DEEPEST ? readLine(lines[at]) : undefined
      if (!below || below.indent < first.indent + 2) break
      const nested = readList(lines, at, below, paragraph, depth + 1)
      content.push(nested.list)
      at = nested.next
    }
    items.push(
      isTasks
        ? nodes.task_item.create({ checked: line.isChecked }, content)
        : nodes.list_item.create(null, content),
    )
    const next = pastEmpty(lines, at)
    const following = readLine(lines[next])
    const goesOn =
      following?.indent === first.indent &&
      following.kind === first.kind &&
      (!isNumbered || following.order === first.order + items.length) &&
      following.order <= MAX_ORDER
    line = goesOn ? following : undefined
    if (goesOn) at = next
  }
  const type = isTasks ? nodes.task_list : isNumbered ? nodes.ordered_list : nodes.bullet_list
  return {
    list: type.create(isNumbered ? { order: first.order } : null, items),
    items: items.length,
    next: at,
  }
}

/** An empty line between two items makes no second list. */
function pastEmpty(lines: readonly string[], at: number): number {
  return lines[at]?.trim() === '' ? at + 1 : at
}

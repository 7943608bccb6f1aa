import type { Node } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'

/** A line of the contents. */
export interface Heading {
  /** 1 to 3. */
  readonly level: number
  readonly text: string
  /** Where the heading begins in the document it was read from. */
  readonly position: number
}

/** Every heading that says something, in document order. */
export function headingsOf(doc: Node): readonly Heading[] {
  const headings: Heading[] = []
  doc.descendants((node, position) => {
    if (node.type === schema.nodes.heading) {
      const text = node.textContent.trim()
      if (text) headings.push({ level: Number(node.attrs['level']), text, position })
    }
    return !node.isTextblock
  })
  return headings
}

/** True when two lists read the same; where the headings stand does not matter. */
export function isSameOutline(a: readonly Heading[], b: readonly Heading[]): boolean {
  return a.length === b.length && a.every(({ level, text }, i) => level === b[i]?.level && text === b[i].text)
}

/** The last of `count` lines, from top to bottom, that is above a height; 0 when none is. `topOf` is asked seldom. */
export function lineAbove(count: number, topOf: (line: number) => number, height: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (topOf(middle) <= height) low = middle
    else high = middle - 1
  }
  return low
}

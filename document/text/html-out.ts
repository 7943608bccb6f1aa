import type { Fragment, Mark, Node } from 'prosemirror-model'
import { escapeAttribute, escapeText } from './escape.ts'

const VOID_ELEMENTS = new Set(['br', 'col', 'hr', 'img', 'input'])

type Attributes = Readonly<Record<string, string | null | undefined>>

/** The arrays our `toDOM` functions return. ProseMirror's own type needs the DOM's types, absent here. */
type OutputSpec = readonly [string, ...(Attributes | OutputSpec | string | 0)[]]

/** What stands before and after the content of a node or mark; a leaf is all `before`. */
interface Wrapping {
  readonly before: string
  readonly after: string
}

/**
 * A document as HTML: the inner HTML of its page, title `h1` first. The same string as `innerHTML` after
 * `DOMSerializer` in a browser, because both read the schema's `toDOM`; every text and value is escaped.
 */
export function toHtml(doc: Node): string {
  return fragmentHtml(doc.content)
}

function fragmentHtml(fragment: Fragment): string {
  let html = ''
  const open: { mark: Mark; after: string }[] = []
  const closeTo = (depth: number) => {
    while (open.length > depth) html += open.pop()?.after ?? ''
  }
  fragment.forEach((node) => {
    const kept = sharedMarks(
      node,
      open.map(({ mark }) => mark),
    )
    closeTo(kept)
    for (const mark of node.marks.slice(kept)) {
      const { before, after } = markWrapping(mark)
      html += before
      open.push({ mark, after })
    }
    html += nodeHtml(node)
  })
  closeTo(0)
  return html
}

function sharedMarks(node: Node, open: readonly Mark[]): number {
  const parting = open.findIndex((mark, index) => !node.marks[index]?.eq(mark))
  return parting < 0 ? open.length : parting
}

function nodeHtml(node: Node): string {
  if (node.isText) return escapeText(node.text ?? '')
  const { before, after } = wrap(specOf(node.type.name, node.type.spec.toDOM?.(node)))
  return before + fragmentHtml(node.content) + after
}

function markWrapping(mark: Mark): Wrapping {
  return wrap(specOf(mark.type.name, mark.type.spec.toDOM?.(mark, true)))
}

function specOf(name: string, spec: unknown): OutputSpec {
  if (!isOutputSpec(spec)) throw new RangeError(`${name} is not rendered as an array`)
  return spec
}

function isOutputSpec(spec: unknown): spec is OutputSpec {
  return Array.isArray(spec) && typeof spec[0] === 'string'
}

function wrap(spec: OutputSpec): Wrapping {
  const [tag, ...rest] = spec
  const attributes = rest.filter(isAttributes).map(attributesHtml).join('')
  if (VOID_ELEMENTS.has(tag)) return { before: `<${tag}${attributes}>`, after: '' }
  let before = `<${tag}${attributes}>`
  let after = ''
  let isPastHole = false
  for (const part of rest) {
    if (isAttributes(part)) continue
    const inner = partWrapping(part)
    if (isPastHole) after += inner.before + inner.after
    else before += inner.before
    if (!isPastHole && hasHole(part)) {
      isPastHole = true
      after += inner.after
    } else if (!isPastHole) before += inner.after
  }
  return { before, after: `${after}</${tag}>` }
}

function partWrapping(part: OutputSpec | string | 0): Wrapping {
  if (part === 0) return { before: '', after: '' }
  if (typeof part === 'string') return { before: escapeText(part), after: '' }
  return wrap(part)
}

function hasHole(part: OutputSpec | string | 0): boolean {
  if (part === 0) return true
  return typeof part !== 'string' && part.slice(1).some((inner) => !isAttributes(inner) && hasHole(inner))
}

function isAttributes(part: Attributes | OutputSpec | string | 0): part is Attributes {
  return typeof part === 'object' && !Array.isArray(part)
}

function attributesHtml(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('')
}

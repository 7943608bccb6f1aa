import type { Fragment, Mark, Node } from 'prosemirror-model'
import { escapeAttribute, escapeText } from './escape.ts'

const VOID_ELEMENTS = new Set(['br', 'col', 'hr', 'img', 'input'])

const ADDRESSES = /^(?:href|src)$/

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
 * `DOMSerializer` in a browser, because both read the schema's `toDOM`; every text and value is escaped. `addressOf`
 * says what stands in the place of each address.
 */
export function toHtml(doc: Node, addressOf: AddressOf = (address) => address): string {
  return fragmentHtml(doc.content, addressOf)
}

/** What stands for an address that a document has. */
export type AddressOf = (address: string) => string

/** The same of a part of a document. */
export function fragmentHtml(fragment: Fragment, addressOf: AddressOf = (address) => address): string {
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
      const { before, after } = markWrapping(mark, addressOf)
      html += before
      open.push({ mark, after })
    }
    html += nodeHtml(node, addressOf)
  })
  closeTo(0)
  return html
}

function sharedMarks(node: Node, open: readonly Mark[]): number {
  const parting = open.findIndex((mark, index) => !node.marks[index]?.eq(mark))
  return parting < 0 ? open.length : parting
}

function nodeHtml(node: Node, addressOf: AddressOf): string {
  if (node.isText) return escapeText(node.text ?? '')
  const { before, after } = wrap(specOf(node.type.name, node.type.spec.toDOM?.(node)), addressOf)
  return before + fragmentHtml(node.content, addressOf) + after
}

function markWrapping(mark: Mark, addressOf: AddressOf): Wrapping {
  return wrap(specOf(mark.type.name, mark.type.spec.toDOM?.(mark, true)), addressOf)
}

function specOf(name: string, spec: unknown): OutputSpec {
  if (!isOutputSpec(spec)) throw new RangeError(`${name} is not rendered as an array`)
  return spec
}

function isOutputSpec(spec: unknown): spec is OutputSpec {
  return Array.isArray(spec) && typeof spec[0] === 'string'
}

function wrap(spec: OutputSpec, addressOf: AddressOf): Wrapping {
  const [tag, ...rest] = spec
  const attributes = rest
    .filter(isAttributes)
    .map((one) => attributesHtml(one, addressOf))
    .join('')
  if (VOID_ELEMENTS.has(tag)) return { before: `<${tag}${attributes}>`, after: '' }
  let before = `<${tag}${attributes}>`
  let after = ''
  let isPastHole = false
  for (const part of rest) {
    if (isAttributes(part)) continue
    const inner = partWrapping(part, addressOf)
    if (isPastHole) after += inner.before + inner.after
    else before += inner.before
    if (!isPastHole && hasHole(part)) {
      isPastHole = true
      after += inner.after
    } else if (!isPastHole) before += inner.after
  }
  return { before, after: `${after}</${tag}>` }
}

function partWrapping(part: OutputSpec | string | 0, addressOf: AddressOf): Wrapping {
  if (part === 0) return { before: '', after: '' }
  if (typeof part === 'string') return { before: escapeText(part), after: '' }
  return wrap(part, addressOf)
}

function hasHole(part: OutputSpec | string | 0): boolean {
  if (part === 0) return true
  return typeof part !== 'string' && part.slice(1).some((inner) => !isAttributes(inner) && hasHole(inner))
}

function isAttributes(part: Attributes | OutputSpec | string | 0): part is Attributes {
  return typeof part === 'object' && !Array.isArray(part)
}

function attributesHtml(attributes: Attributes, addressOf: AddressOf): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(ADDRESSES.test(name) ? addressOf(value) : value)}"`)
    .join('')
}

import { type Alignment, alignmentFor } from '../schema/alignment.ts'
import {
  childrenOf,
  create,
  type HtmlElement,
  type HtmlNode,
  isBlankNode,
  isElement,
  moveChildren,
  nameOf,
} from './dom.ts'
import { nearestColour } from './foreign-colours.ts'

/** What stands within a line. The ground of a block or a cell is none of its words'. */
const INLINE = 'span, font, b, strong, i, em, u, s, strike, del, ins, sup, sub, mark, small, big'

/** With this, browsers copy how a page looks, on an element around what was selected. */
const COMPUTED = /float:\s*none/i

const MAX_VALUE = 100

/** Says the colours that other programs give to words by the elements and classes that the schema reads. */
export function cleanColours(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  for (const element of [...root.querySelectorAll(INLINE)]) {
    const style = styleOf(element)
    if (COMPUTED.test(style)) continue
    const colour = property(style, 'color') ?? element.getAttribute('color') ?? ''
    const ground = property(style, 'background-color') ?? property(style, 'background') ?? ''
    const text = nearestColour(colour, 'text')
    const highlight = nearestColour(
      ground.replace(/\s*(?:none|repeat|scroll|0%|0 0|transparent)\b/g, ''),
      'highlight',
    )
    if ((!text && !highlight) || isInLinkOrCode(element)) continue
    if (text && !isLinkAlone(element)) wrapContent(element, 'span', `text-${text}`)
    if (highlight) {
      if (nameOf(element) === 'mark') element.setAttribute('class', `highlight-${highlight}`)
      else wrapContent(element, 'mark', `highlight-${highlight}`)
    }
  }
}

/** Links and code have colours of their own. */
function isInLinkOrCode(element: HtmlElement): boolean {
  for (let at: HtmlNode | null = element.parentNode; at; at = at.parentNode) {
    if (/^(?:pre|code)$/.test(nameOf(at))) return true
    if (isElement(at) && nameOf(at) === 'a' && at.getAttribute('href') !== null) return true
  }
  return false
}

/** What a style says; what is longer than any colour is none, and would take long to look through. */
function property(style: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|;)\\s*${name}\\s*:([^;!]+)`, 'i').exec(style)?.[1]?.trim()
  return value && value.length <= MAX_VALUE ? value : undefined
}

/** True where nothing but one link is in an element, and in what is in it alone. */
function isLinkAlone(element: HtmlElement): boolean {
  for (let at: HtmlElement | undefined = element; at; ) {
    if (nameOf(at) === 'a') return at.getAttribute('href') !== null
    const [only, another]: HtmlNode[] = childrenOf(at).filter((child) => !isBlankNode(child))
    at = isElement(only ?? null) && !another ? (only as HtmlElement) : undefined
  }
  return false
}

function wrapContent(element: HtmlElement, name: string, className: string): void {
  const wrapper = create(element, name)
  wrapper.setAttribute('class', className)
  moveChildren(element, wrapper)
  element.insertBefore(wrapper, null)
}

const ALIGNED = /^(?:p|h[1-6])$/
/** Where `align` is said of something else than the lines within. */
const OTHERWISE = /^(?:table|img|hr|col|colgroup|iframe|object|embed|input|legend|caption)$/
const BLOCK =
  /^(?:p|h[1-6]|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|blockquote|pre|div|hr|figure|details|summary|section|article|aside|header|footer|main|dl|dd|dt|center)$/
/** What may hold words without a paragraph around them. */
const HOLDER = /^(?:div|li|td|th|blockquote|section|article|center|dd|dt|body|main)$/

/**
 * Says how lines are aligned by the classes that the schema reads, on the paragraphs and headings themselves: programs
 * say it of whatever is around them, too. Walks without recursion.
 */
export function cleanAlignment(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  const waiting: { element: HtmlElement; align: Alignment | undefined }[] = [
    { element: root, align: undefined },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element } = next
    const align = told(element, styleOf(element)) ?? next.align
    if (align && ALIGNED.test(nameOf(element))) setAlign(element, align)
    else if (align && HOLDER.test(nameOf(element))) wrapLines(element, align)
    for (const child of childrenOf(element))
      if (isElement(child) && BLOCK.test(nameOf(child)) && !hasClass(child))
        waiting.push({ element: child, align })
  }
}

function told(element: HtmlElement, style: string): Alignment | undefined {
  const name = nameOf(element)
  if (OTHERWISE.test(name)) return undefined
  const value =
    property(style, 'text-align') ?? element.getAttribute('align') ?? (name === 'center' ? name : '')
  const word = /^(?:-(?:webkit|moz)-)?(left|start|center|right|end|justify)$/i.exec(value)?.[1]?.toLowerCase()
  if (word === 'start') return 'left'
  return word === 'end' ? 'right' : (word as Alignment | undefined)
}

/** True for a block that says in our own way how it stands, and for the title, which does not. */
function hasClass(element: HtmlElement): boolean {
  return /(?:^|\s)(?:align-(?:left|center|right|justify)|title)(?:\s|$)/.test(
    element.getAttribute('class') ?? '',
  )
}

function setAlign(block: HtmlElement, align: Alignment): void {
  const said = alignmentFor(align, block.textContent ?? '')
  if (!said) return
  block.setAttribute('class', `${block.getAttribute('class') ?? ''} align-${said}`.trim())
}

/** Puts words that stand in a cell, an item or a box as they are into paragraphs, which can be aligned. */
function wrapLines(holder: HtmlElement, align: Alignment): void {
  let line: HtmlNode[] = []
  const settle = (): void => {
    const [first] = line
    const text = line.map(({ textContent }) => textContent ?? '').join('')
    if (first && line.some((node) => !isBlankNode(node)) && alignmentFor(align, text)) {
      const paragraph = create(holder, 'p')
      holder.insertBefore(paragraph, first)
      for (const node of line) paragraph.insertBefore(node, null)
    }
    line = []
  }
  for (const child of childrenOf(holder)) {
    if (isElement(child) && (BLOCK.test(nameOf(child)) || nameOf(child) === 'input')) settle()
    else line.push(child)
  }
  settle()
}

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

/** Links and code have colours of their own. */
const OWN_COLOUR = 'a[href] *, pre *, code, code *'

/** With this, browsers copy how a page looks, on an element around what was selected. */
const COMPUTED = /float:\s*none/i

/** Says the colours that other programs give to words by the elements and classes that the schema reads. */
export function cleanColours(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  const skipped = new Set(root.querySelectorAll(OWN_COLOUR))
  for (const element of [...root.querySelectorAll(INLINE)]) {
    const style = styleOf(element)
    if (skipped.has(element) || COMPUTED.test(style)) continue
    const colour = property(style, 'color') ?? element.getAttribute('color') ?? ''
    const ground = property(style, 'background-color') ?? property(style, 'background') ?? ''
    const text = nearestColour(colour, 'text')
    const highlight = nearestColour(
      ground.replace(/\s*(?:none|repeat|scroll|0%|0 0|transparent)\b/g, ''),
      'highlight',
    )
    if (text && !isLinkAlone(element)) wrapContent(element, 'span', `text-${text}`)
    if (highlight) {
      if (nameOf(element) === 'mark') element.setAttribute('class', `highlight-${highlight}`)
      else wrapContent(element, 'mark', `highlight-${highlight}`)
    }
  }
}

function property(style: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;!]+)`, 'i').exec(style)?.[1]?.trim()
}

function isLinkAlone(element: HtmlElement): boolean {
  const link = element.querySelector('a[href]')
  return link !== null && link.textContent?.trim() === element.textContent?.trim()
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
  if (!alignmentFor(align, holder.textContent ?? '')) return
  let line: HtmlNode[] = []
  const settle = (): void => {
    const [first] = line
    if (first && line.some((node) => !isBlankNode(node))) {
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

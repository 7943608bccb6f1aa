import { create, type HtmlElement, isElement, moveChildren, nameOf, remove } from './dom.ts'

/** `mso-list:l0 level2 lfo1`: which list a paragraph of Word belongs to, and how deep it is. */
const MSO_LIST = /mso-list:\s*(l\d+)\s+level(\d+)/i
const NUMBER = /^\s*\(?(?:(\d+)(?:[.)\s]|$)|(?:[a-z]{1,3}|[ivxlcdm]+)[.)])/i
const HEADING = /^h[1-6]$/

/** Word's class for a paragraph of a list, also where it goes on with the item before it. */
const LIST_PARAGRAPH = /^MsoListParagraph/
const MAX_LEVEL = 9

/** Lengths in points, by unit. */
const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835 }
const TOLERANCE = 4

/** A paragraph that Word shows as an item of a list. */
interface WordItem {
  readonly element: HtmlElement
  readonly list: string
  readonly level: number
  readonly isOrdered: boolean
  readonly start: number
  /** How far it is moved in, in points; undefined when nothing is told. */
  readonly left: number | undefined
}

/** A list that is being made, and the item that it began with. */
interface Open {
  readonly list: HtmlElement
  readonly item: Pick<WordItem, 'level' | 'isOrdered' | 'left'>
}

/**
 * Makes lists of the paragraphs that Word writes as items: each has a style `mso-list`, and its bullet or
 * number is text in a span of its own that other programs are meant to ignore. `styleOf` reads the style of an
 * element as it was written.
 */
export function makeWordLists(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  let open: Open[] = []
  let last: HtmlElement | undefined
  for (const element of [...root.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li')]) {
    if (nameOf(element) === 'li') {
      const top = outermostList(element)
      const level = Number(MSO_LIST.exec(styleOf(element))?.[2] ?? 0)
      if (level > 0 && last && top && follows(last, top)) takeItem(element, top, level, open)
      continue
    }
    if (HEADING.test(nameOf(element))) {
      keepNumber(element, styleOf)
      continue
    }
    const item = readItem(element, styleOf)
    if (!item) {
      if (last && LIST_PARAGRAPH.test(element.getAttribute('class') ?? '') && follows(last, element)) {
        hostOf(open, leftOf(styleOf(element)))?.list.lastChild?.insertBefore(element, null)
      }
      continue
    }
    if (last === undefined || !follows(last, element)) open = []
    last = element
    while (open.length > 0 && (open.at(-1)?.item.level ?? 0) > item.level) open.pop()
    const current = open.at(-1)
    const isSame = current && current.item.level === item.level && current.item.isOrdered === item.isOrdered
    if (current && current.item.level === item.level && !isSame) open.pop()
    const list = isSame ? current.list : beginList(item, open.at(-1)?.list)
    if (!isSame) open.push({ list, item })
    const entry = create(element, 'li')
    const paragraph = create(element, 'p')
    moveChildren(element, paragraph)
    entry.insertBefore(paragraph, null)
    list.insertBefore(entry, null)
    remove(element)
    last = open[0]?.list
  }
}

/** A numbered heading is a heading, and its number a part of its words: other places of the text name it. */
function keepNumber(heading: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  if (!MSO_LIST.test(styleOf(heading))) return
  const number = takeMarker(heading, styleOf)?.trim() ?? ''
  if (!/[\dIVXivx]/.test(number)) return
  const words = create(heading, 'span')
  words.textContent = `${number.replace(/\s+/g, '')} `
  heading.insertBefore(words, heading.firstChild)
}

/** The list to whose last item a paragraph belongs that is moved in so far: the deepest that is not further in. */
function hostOf(open: readonly Open[], left: number | undefined): Open | undefined {
  if (left === undefined) return open.at(-1)
  return (
    [...open].reverse().find(({ item }) => item.left === undefined || item.left <= left + TOLERANCE) ??
    open[0]
  )
}

function leftOf(style: string): number | undefined {
  const [, length, unit = ''] = /(?:^|;)\s*margin-left:\s*(-?[\d.]+)(pt|in|cm|mm)?/i.exec(style) ?? []
  return length === undefined ? undefined : Number(length) * (POINTS[unit.toLowerCase()] ?? 1)
}

/** Between paragraphs that are items, Word also writes deeper items as a list of HTML: they join the one before. */
function takeItem(element: HtmlElement, top: HtmlElement, level: number, open: Open[]): void {
  while (open.length > 1 && (open.at(-1)?.item.level ?? 0) > level) open.pop()
  const isOrdered = element.parentNode !== null && nameOf(element.parentNode) === 'ol'
  const current = open.at(-1)
  if (!current) return
  let list = current.list
  if (current.item.level < level) {
    list = create(element, isOrdered ? 'ol' : 'ul')
    current.list.lastChild?.insertBefore(list, null)
    open.push({ list, item: { level, isOrdered, left: undefined } })
  }
  const entry = create(element, 'li')
  moveChildren(element, entry)
  list.insertBefore(entry, null)
  remove(element)
  if (!top.querySelector('li')) remove(top)
}

function outermostList(item: HtmlElement): HtmlElement | undefined {
  let top: HtmlElement | undefined
  for (let at = item.parentNode; isElement(at) && /^(?:ul|ol)$/.test(nameOf(at)); at = at.parentNode) top = at
  return top
}

function beginList(item: WordItem, outer: HtmlElement | undefined): HtmlElement {
  const list = create(item.element, item.isOrdered ? 'ol' : 'ul')
  if (item.isOrdered && item.start !== 1) list.setAttribute('start', String(item.start))
  // It holds nothing but the items that were put there.
  const host = outer?.lastChild
  if (host) host.insertBefore(list, null)
  else item.element.parentNode?.insertBefore(list, item.element)
  return list
}

/** True when nothing but space stands between the two. */
function follows(before: HtmlElement, element: HtmlElement): boolean {
  let next = before.nextSibling
  while (next && !isElement(next) && (next.textContent ?? '').trim() === '') next = next.nextSibling
  return next === element
}

function readItem(element: HtmlElement, styleOf: (element: HtmlElement) => string): WordItem | undefined {
  const found = MSO_LIST.exec(styleOf(element))
  if (!found) return undefined
  const marker = takeMarker(element, styleOf)
  if (marker === undefined) return undefined
  const number = NUMBER.exec(marker)
  return {
    element,
    list: found[1] ?? '',
    level: Math.min(Math.max(Number(found[2]), 1), MAX_LEVEL),
    isOrdered: number !== null,
    start: Number(number?.[1] ?? 1),
    left: leftOf(styleOf(element)),
  }
}

/** Removes the bullet or number, which is marked `mso-list:Ignore`. */
function takeMarker(element: HtmlElement, styleOf: (element: HtmlElement) => string): string | undefined {
  for (const span of element.querySelectorAll('span')) {
    if (!/mso-list:\s*ignore/i.test(styleOf(span))) continue
    const text = span.textContent ?? ''
    remove(span)
    return text
  }
  return undefined
}

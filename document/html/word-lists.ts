import { create, type HtmlElement, isElement, moveChildren, nameOf, remove } from './dom.ts'

/** `mso-list:l0 level2 lfo1`: which list a paragraph of Word belongs to, and how deep it is. */
const MSO_LIST = /mso-list:\s*(l\d+)\s+level(\d+)/i
const NUMBER = /^\s*\(?(?:(\d+)(?:[.)\s]|$)|(?:[a-z]{1,3}|[ivxlcdm]+)[.)])/i
const HEADING = /^h[1-6]$/

/** Word's class for a paragraph of a list, also where it goes on with the item before it. */
const LIST_PARAGRAPH = /^MsoListParagraph/
const MAX_LEVEL = 9

/** A paragraph that Word shows as an item of a list. */
interface WordItem {
  readonly element: HtmlElement
  readonly list: string
  readonly level: number
  readonly isOrdered: boolean
  readonly start: number
}

/**
 * Makes lists of the paragraphs that Word writes as items: each has a style `mso-list`, and its bullet or
 * number is text in a span of its own that other programs are meant to ignore. `styleOf` reads the style of an
 * element as it was written.
 */
export function makeWordLists(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  let open: { readonly list: HtmlElement; readonly item: WordItem }[] = []
  let last: HtmlElement | undefined
  for (const element of [...root.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li')]) {
    if (nameOf(element) === 'li') continue
    if (HEADING.test(nameOf(element))) {
      keepNumber(element, styleOf)
      continue
    }
    const item = readItem(element, styleOf)
    if (!item) {
      if (last && LIST_PARAGRAPH.test(element.getAttribute('class') ?? '') && follows(last, element)) {
        const list = open.at(-1)?.list ?? last
        list.lastChild?.insertBefore(element, null)
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

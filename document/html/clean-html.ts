import { DATA_IMAGE_LIMIT, isImageUrl, isLinkUrl, isPictureUrl } from '../schema/attributes.ts'
import { MAX_DEPTH } from '../schema/document-checks.ts'
import type { LossTally } from '../text/losses.ts'
import { cleanAlignment, cleanColours } from './clean-formats.ts'
import { cleanTable } from './clean-tables.ts'
import { joinCodeBoxes } from './code-boxes.ts'
import {
  childrenOf,
  create,
  type HtmlElement,
  type HtmlNode,
  isBlankNode,
  isElement,
  moveChildren,
  nameOf,
  remove,
  rename,
  unwrap,
} from './dom.ts'
import { nestIndentedLists } from './indented-lists.ts'
import { mendParts } from './mend-parts.ts'
import { countLostSizes, readPictureSizes } from './picture-sizes.ts'
import { removeEmptyItems, removePlaceless, writeFormulas } from './placeless.ts'
import { makeCallouts, removeWordComments } from './program-parts.ts'
import { markTasks } from './task-lists.ts'
import { joinWebWordLists } from './web-word-lists.ts'
import { makeWordLists } from './word-lists.ts'

/** What never reaches a document and is nobody's content. */
const UNSEEN = 'script, style, meta, link, title, base, noscript, template, head, xml, colgroup'

/** How many levels of a document an element is worth. */
const LEVELS: Readonly<Record<string, number>> = {
  blockquote: 1,
  details: 1,
  aside: 1,
  ul: 2,
  ol: 2,
  table: 3,
}

const BLOCKS =
  /^(?:p|h[1-6]|ul|ol|li|table|blockquote|pre|div|hr|figure|details|section|article|aside|header|footer|main|dl|dd|dt)$/

const HOLDS_LINES = /^(?:p|div|h[1-6]|li|t[dh]|dd|dt|blockquote|figcaption|caption)$/

/** What only stands in an element around it. */
const PART = /^(?:li|t[rdh]|tbody|thead|tfoot|caption|summary|figcaption)$/

/** What cleaning needs to know beside the tree. */
export interface CleanOptions {
  readonly losses: LossTally
  /** The style of an element as it was written. */
  readonly styleOf: (element: HtmlElement) => string
  /**
   * True for a whole file: addresses are judged and counted, and a picture alone in its paragraph becomes a
   * figure. What is pasted keeps its pictures, which the editor may upload.
   */
  readonly isFile: boolean
  /** True where links to headings of the same text are looked after by the caller; else they lose their address. */
  readonly keepsLocalLinks?: boolean
}

/**
 * Makes of any program's HTML a tree that the schema reads well: Word's and Google's wrappers, empty
 * paragraphs and hidden parts go, lists that are only styled become lists, tasks become tasks, nesting stays
 * within what a document holds. Changes the tree; counts what has no place. Walks without recursion.
 */
export function cleanHtml(
  root: HtmlElement,
  { losses, styleOf, isFile, keepsLocalLinks = false }: CleanOptions,
): void {
  removePlaceless(root, losses)
  for (const element of [...root.querySelectorAll(UNSEEN)]) remove(element)
  removeHidden(root, styleOf, losses)
  writeFormulas(root, losses)
  writeReadings(root)
  removeWordComments(root, styleOf)
  joinCodeBoxes(root, styleOf)
  nestIndentedLists(root)
  makeCallouts(root)
  readPictureSizes(root, styleOf)
  makeWordLists(root, styleOf)
  joinWebWordLists(root)
  for (const element of [...root.querySelectorAll('*')]) cleanElement(element, styleOf)
  mendParts(root, losses, keepsLocalLinks)
  for (const link of root.querySelectorAll('a')) removeUnderline(link, styleOf)
  for (const code of root.querySelectorAll('pre')) removeLastNewline(code)
  for (const table of [...root.querySelectorAll('table')]) cleanTable(table)
  for (const list of [...root.querySelectorAll('ul')]) markTasks(list)
  for (const field of root.querySelectorAll('input'))
    if (/^(?!hidden$|checkbox$)/i.test(field.getAttribute('type') ?? '')) losses.add('elements')
  removeEmptyParagraphs(root)
  removeLooseBreaks(root)
  if (isFile) {
    judgeAddresses(root, losses)
    makeFigures(root)
    countLostSizes(root, losses)
  }
  cleanColours(root, styleOf)
  cleanAlignment(root, styleOf)
  for (const heading of root.querySelectorAll('h4, h5, h6'))
    if (heading.getAttribute('data-level') === null) losses.add('deep-headings')
  removeEmptyItems(root)
  limitDepth(root, losses)
}

function removeHidden(root: HtmlElement, styleOf: (element: HtmlElement) => string, losses: LossTally): void {
  for (const element of [...root.querySelectorAll('[hidden], [style], [data-pasted-style]')]) {
    const isHidden = /(?:^|;)\s*(?:display:\s*none|mso-hide:\s*all)/i.test(styleOf(element))
    if (!isHidden && element.getAttribute('hidden') === null) continue
    if ((element.textContent ?? '').trim() !== '') losses.add('hidden')
    remove(element)
  }
}

function cleanElement(element: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  const name = nameOf(element)
  const id = element.getAttribute('id') ?? ''
  // Google Docs wraps a whole paste in a <b>, Google Sheets in an element of its own, Office writes <o:p>.
  if (name.includes(':') || name.startsWith('google-') || id.startsWith('docs-internal-guid')) unwrap(element)
  else if (name === 'br' && element.getAttribute('class') === 'Apple-interchange-newline') remove(element)
  else if (element.getAttribute('class') === 'Apple-converted-space') {
    element.textContent = (element.textContent ?? '').replaceAll('\u00A0', ' ')
  } else if (name === 'span' && /^\u00A0+$/.test(element.textContent ?? '')) element.textContent = ' '
  // The picture of a box, beside its role.
  else if (element.getAttribute('aria-roledescription') === 'checkbox') remove(element)
  else if (name === 'a') unwrapTracking(element)
  else if (/^(?:kbd|samp|tt)$/.test(name)) rename(element, 'code')
  else if (name === 'ins') rename(element, 'u')
  else if (name === 'span' && /(?:^|;)\s*vertical-align:\s*(?:super|sub)/i.test(styleOf(element))) return
  else if (element.getAttribute('role') === 'heading' && /^(?:p|div)$/.test(name)) {
    const level = /^[1-6]$/.exec(element.getAttribute('aria-level') ?? '')?.[0] ?? '2'
    rename(element, `h${level}`)
  } else if (name === 'p' && /^MsoTitle$/.test(element.getAttribute('class') ?? '')) {
    rename(element, 'h1').setAttribute('class', 'title')
  } else if (name === 'p' && /^MsoQuote|^MsoIntenseQuote/.test(element.getAttribute('class') ?? '')) {
    const quote = create(element, 'blockquote')
    element.parentNode?.insertBefore(quote, element)
    quote.insertBefore(element, null)
  }
}

/** The reading of ruby stands in brackets behind its words, where the page has not put them there itself. */
function writeReadings(root: HtmlElement): void {
  for (const reading of root.querySelectorAll('rt')) {
    const ruby = reading.parentNode
    if (isElement(ruby) && ruby.querySelector('rp')) continue
    const text = (reading.textContent ?? '').trim()
    if (text !== '') reading.textContent = `（${text}）`
  }
}

/** Google puts a detour before every address; an anchor without one is no link. */
function unwrapTracking(link: HtmlElement): void {
  const href = link.getAttribute('href')
  if (href === null) {
    unwrap(link)
    return
  }
  const target = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?(?:[^#]*&)?q=([^&#]+)/i.exec(href)?.[1]
  try {
    if (target) link.setAttribute('href', decodeURIComponent(target))
  } catch {
    // Not an address that Google wrote: it stays as it is.
  }
}

/** Programs underline their links by a format too; ours look like links without it. */
function removeUnderline(link: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  for (const element of [...link.querySelectorAll('u')]) unwrap(element)
  const parent = link.parentNode
  if (isElement(parent) && nameOf(parent) === 'u' && isOnlyChild(link)) unwrap(parent)
  for (const element of [link, ...link.querySelectorAll('span')]) {
    if (!/text-decoration[^;]*underline/i.test(styleOf(element))) continue
    for (const name of ['style', 'data-pasted-style']) {
      const style = element.getAttribute(name)
      if (style)
        element.setAttribute(name, style.replace(/text-decoration(?:-line)?:[^;]*underline[^;]*;?/gi, ''))
    }
  }
}

/** The newline with which programs end a block of code is none of its lines. */
function removeLastNewline(code: HtmlElement): void {
  let last: HtmlNode | null = code
  while (last && isElement(last)) last = childrenOf(last).at(-1) ?? null
  if (last?.textContent?.endsWith('\n')) last.textContent = last.textContent.slice(0, -1)
}

/** Paragraphs with nothing but spaces, which programs put where a stylesheet would leave room. */
function removeEmptyParagraphs(root: HtmlElement): void {
  for (const paragraph of [...root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    if (paragraph.getAttribute('class') === 'title') continue
    if ((paragraph.textContent ?? '').trim() !== '' || paragraph.querySelector('img, input, hr')) continue
    if (paragraph.parentNode !== root && isOnlyChild(paragraph)) paragraph.textContent = ''
    else remove(paragraph)
  }
}

function isOnlyChild(element: HtmlElement): boolean {
  for (let child = element.parentNode?.firstChild ?? null; child; child = child.nextSibling)
    if (child !== element && !isBlankNode(child)) return false
  return true
}

/** A break with only blocks and other breaks around it is room between them. */
function removeLooseBreaks(root: HtmlElement): void {
  const parents = new Set<HtmlNode>()
  for (const { parentNode } of root.querySelectorAll('br')) if (parentNode) parents.add(parentNode)
  for (const parent of parents) {
    const children = childrenOf(parent).filter((child) => !isBlankNode(child))
    const last = children.at(-1)
    // At the end of a block a break is not seen: programs put it there so that an empty one has a line.
    if (last && nameOf(last) === 'br' && HOLDS_LINES.test(nameOf(parent))) {
      remove(last)
      children.pop()
    }
    if (!children.some(isBlock)) continue
    let run: HtmlNode[] = []
    let hasText = false
    const settle = (): void => {
      if (!hasText) for (const one of run) remove(one)
      run = []
      hasText = false
    }
    for (const child of children) {
      if (isBlock(child)) settle()
      else if (nameOf(child) === 'br') run.push(child)
      else hasText = true
    }
    settle()
  }
}

function isBlock(node: HtmlNode): boolean {
  return isElement(node) && BLOCKS.test(nameOf(node))
}

function judgeAddresses(root: HtmlElement, losses: LossTally): void {
  for (const link of root.querySelectorAll('a'))
    if (!isLinkUrl(link.getAttribute('href')?.trim())) losses.add('refused-addresses')
  for (const picture of [...root.querySelectorAll('img')]) {
    const src: string = picture.getAttribute('src') ?? ''
    if (isPictureUrl(src)) continue
    // Kept as it is written, and not shown: whoever reads the document tells it.
    if (isImageUrl(src)) continue
    losses.add(String(src).length > DATA_IMAGE_LIMIT ? 'large-pictures' : 'pictures')
    remove(picture)
  }
}

/** A picture alone in its paragraph becomes a figure, as it does in Markdown. */
function makeFigures(root: HtmlElement): void {
  for (const paragraph of [...root.querySelectorAll('p')]) {
    const [only, ...more] = childrenOf(paragraph).filter((child) => !isBlankNode(child))
    if (!only || more.length > 0 || nameOf(only) !== 'img' || !isElement(only)) continue
    const figure = rename(paragraph, 'figure')
    const caption = create(figure, 'figcaption')
    caption.textContent = only.getAttribute('title')
    figure.insertBefore(caption, null)
    takeCaption(figure, caption)
  }
}

/** Word and Pandoc write what stands under a picture as a paragraph of its own, in a style for it. */
function takeCaption(figure: HtmlElement, caption: HtmlElement): void {
  let next = figure.nextSibling
  while (next && isBlankNode(next)) next = next.nextSibling
  if (!isElement(next) || !/^(?:caption|wp-caption-text)$/.test(next.getAttribute('class') ?? '')) return
  caption.textContent = ''
  moveChildren(next, caption)
  remove(next)
}

/** What would nest deeper than a document may loses its element and keeps its content. */
function limitDepth(root: HtmlElement, losses: LossTally): void {
  const waiting = [{ element: root, depth: 1, isFlat: false }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of childrenOf(next.element).filter(isElement)) {
      const name = nameOf(child)
      const levels = LEVELS[name] ?? 0
      const isTooDeep = levels > 0 && next.depth + levels > MAX_DEPTH - 2
      if (isTooDeep) losses.add('depth')
      // An item without its list would be given another one.
      const isFlat = isTooDeep || next.isFlat
      const element = isTooDeep || (isFlat && PART.test(name)) ? rename(child, 'div') : child
      waiting.push({ element, depth: next.depth + (isTooDeep ? 0 : levels), isFlat })
    }
  }
}

import { isLanguage } from '../schema/attributes.ts'
import type { LossTally } from '../text/losses.ts'
import {
  childrenOf,
  create,
  type HtmlElement,
  isBlankNode,
  isElement,
  nameOf,
  remove,
  rename,
  unwrap,
} from './dom.ts'
import { HEADING_LINK } from './heading-links.ts'

const LINES = 'h1, h2, h3, h4, h5, h6, figcaption, summary'
const BOXES = 'div, dd, dt, section, article, main, header, footer, form, center'
const SEPARATE = /^(?:div|p|h[1-6]|ul|ol|table|blockquote|pre|hr|dl|dt|dd|figure|section|article)$/
const BLOCK = /^(?:p|div|h[1-6])$/

/** How programs name a language in the classes of code: by a word before it, or beside a word of their own. */
const NAMED = /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|brush:\s*)([\w+#.-]+)/i
const BESIDE = /(?:^|\s)(?:sourceCode|hljs|prettyprint|code)(?=\s|$)/
const NO_LANGUAGE =
  /^(?:sourceCode|hljs|prettyprint|prettyprinted|linenums|numberLines|code|highlight|western)$/

/** Mends what programs write in a way of their own, before the schema reads it. */
export function mendParts(root: HtmlElement, losses: LossTally, keepsLocalLinks: boolean): void {
  for (const caption of [...root.querySelectorAll('table caption')]) liftCaption(caption)
  for (const line of [...root.querySelectorAll(LINES)]) makeOneLine(line)
  for (const code of root.querySelectorAll('pre')) nameLanguage(code)
  for (const box of [root, ...root.querySelectorAll(BOXES)]) trimLines(box)
  if (!keepsLocalLinks)
    for (const link of [...root.querySelectorAll('a[href^="#"]')])
      if (link.getAttribute(HEADING_LINK) === null) leaveLocalLink(link, losses)
  for (const picture of root.querySelectorAll('figure a img')) {
    const link = picture.parentNode
    if (isElement(link) && nameOf(link) === 'a' && link.getAttribute('href') !== null) losses.add('links')
  }
}

/** What a table is called stands above it: inside, it would become a row. */
function liftCaption(caption: HtmlElement): void {
  const table = caption.parentNode
  if (!table || nameOf(table) !== 'table') return
  const hasBlocks = childrenOf(caption).some((child) => BLOCK.test(nameOf(child)))
  const line = rename(caption, hasBlocks ? 'div' : 'p')
  if (!isBlankNode(line) && line.textContent?.trim()) table.parentNode?.insertBefore(line, table)
  else remove(line)
}

/** A heading or caption is one line: of paragraphs in it, the words stay, one after another. */
function makeOneLine(line: HtmlElement): void {
  const blocks = childrenOf(line)
    .filter(isElement)
    .filter((child) => BLOCK.test(nameOf(child)))
  blocks.forEach((block, index) => {
    if (index > 0) line.insertBefore(space(line), block)
    unwrap(block)
  })
}

function space(like: HtmlElement): HtmlElement {
  const element = create(like, 'span')
  element.textContent = ' '
  return element
}

/**
 * Words that stand in a box beside blocks begin a paragraph of their own, which their indentation is no part of:
 * ProseMirror drops it only where nothing is before them.
 */
function trimLines(box: HtmlElement): void {
  let beginsLine = true
  for (const child of childrenOf(box)) {
    if (isBlankNode(child)) continue
    if (isElement(child)) beginsLine = SEPARATE.test(nameOf(child))
    else {
      const text = child.textContent ?? ''
      const words = beginsLine ? text.replace(/^[ \t\r\n\f]+/, '') : text
      if (words !== text) child.textContent = words
      beginsLine = false
    }
  }
}

/** Puts a language where the schema looks for it. */
function nameLanguage(code: HtmlElement): void {
  if (code.getAttribute('data-language') !== null) return
  for (const element of [code, code.querySelector('code'), code.parentNode]) {
    if (!isElement(element)) continue
    const classes = element.getAttribute('class') ?? ''
    const beside = BESIDE.test(classes)
      ? classes.split(/\s+/).find((name) => !NO_LANGUAGE.test(name))
      : undefined
    const language = element.getAttribute('data-lang') ?? NAMED.exec(classes)?.[1] ?? beside
    if (language && isLanguage(language)) {
      code.setAttribute('data-language', language)
      return
    }
  }
}

/** A link within its own file leads nowhere in a document. An arrow back from a note says nothing without it. */
function leaveLocalLink(link: HtmlElement, losses: LossTally): void {
  const text = (link.textContent ?? '').trim()
  if (/^(?:[↑↩^]|\uFE0E|\uFE0F)*$/.test(text) && !link.querySelector('img')) remove(link)
  else {
    // The number of a note is found by its number, but must not run into the word beside it.
    if (/^\d{1,4}$/.test(text)) {
      const raised = link.querySelector('sup') ?? link
      raised.textContent = `[${text}]${isFirstWord(link) ? ' ' : ''}`
    } else if (!/^\W*\d{1,4}\W*$/.test(text)) losses.add('links')
    unwrap(link)
  }
}

/** True when nothing is said before it in what it stands in. */
function isFirstWord(element: HtmlElement): boolean {
  for (
    let before = element.parentNode?.firstChild ?? null;
    before && before !== element;
    before = before.nextSibling
  )
    if (!isBlankNode(before)) return false
  return true
}

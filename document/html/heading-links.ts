import { createIdMaker, readFragment } from '../text/heading-ids.ts'
import { type HtmlElement, type HtmlNode, isBlankNode, isElement, nameOf } from './dom.ts'

const HEADING = /^h[1-6]$/

/** Set on a link within a file that leads to a heading; the others lose their address. */
export const HEADING_LINK = 'data-heading'

/**
 * Links within a file that lead to a heading, or to a name in one or right above one, get the address that the heading
 * has in a document. For before cleaning.
 */
export function linkHeadings(root: HtmlElement): void {
  const links = [...root.querySelectorAll('a[href^="#"]')]
  if (links.length === 0) return
  const idOf = createIdMaker()
  const byHeading = new Map<HtmlNode, string>()
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const id = idOf((heading.textContent ?? '').replace(/\s+/g, ' '))
    if (id) byHeading.set(heading, id)
  }
  const targets = new Map<string, HtmlElement>()
  for (const element of root.querySelectorAll('[id], a[name]')) {
    for (const name of [element.getAttribute('id'), element.getAttribute('name')])
      if (name && !targets.has(name)) targets.set(name, element)
  }
  for (const link of links) {
    const name = readFragment(link.getAttribute('href')?.slice(1) ?? '')
    const heading = headingOf(targets.get(name) ?? null)
    const id = heading && byHeading.get(heading)
    if (!id) continue
    link.setAttribute('href', `#${encodeURIComponent(id)}`)
    link.setAttribute(HEADING_LINK, '')
  }
}

/** The heading that an element is, is in, or stands right above; a section that begins with one is called after it. */
function headingOf(target: HtmlElement | null): HtmlNode | undefined {
  for (let at: HtmlNode | null = target; at; at = at.parentNode) if (HEADING.test(nameOf(at))) return at
  let next: HtmlNode | null = target
  const isEmpty = (target?.textContent ?? '').trim() === ''
  if (!isEmpty && !/^(?:section|article|div|main|header)$/.test(target ? nameOf(target) : ''))
    return undefined
  next = isEmpty ? nextOf(target) : firstOf(target)
  // What is around it may begin with the heading, too.
  for (let steps = 0; next && steps < 8; steps++) {
    if (HEADING.test(nameOf(next))) return next
    next = firstOf(next)
  }
  return undefined
}

function nextOf(node: HtmlNode | null): HtmlNode | null {
  for (let at = node; at; at = at.parentNode) {
    let next = at.nextSibling
    while (next && isBlankNode(next)) next = next.nextSibling
    if (next) return next
    if (at.parentNode && !/^(?:a|p|span|div)$/.test(nameOf(at.parentNode))) return null
  }
  return null
}

function firstOf(node: HtmlNode | null): HtmlNode | null {
  let first = node?.firstChild ?? null
  while (first && isBlankNode(first)) first = first.nextSibling
  return isElement(first) ? first : null
}

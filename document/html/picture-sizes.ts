import type { LossTally } from '../text/losses.ts'
import type { HtmlElement, HtmlNode } from './dom.ts'
import { nameOf } from './dom.ts'

/** What is as wide as the text or wider is shown as wide as the text, whose width differs from page to page. */
const PAGE_PX = 640
const PIXELS = /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/i
const STYLED = /(?:^|;)\s*width:\s*(\d{1,5})(?:\.\d+)?px/i

/**
 * Says how wide other programs show a picture by the attribute that the schema reads. Our own pages say it themselves;
 * shares of a page's width are left alone.
 */
export function readPictureSizes(root: HtmlElement, styleOf: (element: HtmlElement) => string): void {
  for (const picture of root.querySelectorAll('img')) {
    if (picture.getAttribute('data-natural-width') !== null) continue
    if (picture.getAttribute('data-width') !== null) continue
    const told = STYLED.exec(styleOf(picture))?.[1] ?? PIXELS.exec(picture.getAttribute('width') ?? '')?.[1]
    const width = Number(told ?? 0)
    if (width > 0 && width < PAGE_PX) picture.setAttribute('data-width', String(width))
  }
}

/** Counts the pictures that had a width and are in a line now, where none has one. */
export function countLostSizes(root: HtmlElement, losses: LossTally): void {
  for (const picture of root.querySelectorAll('img[data-width]'))
    if (!isInFigure(picture)) losses.add('picture-sizes')
}

function isInFigure(element: HtmlElement): boolean {
  for (let at: HtmlNode | null = element.parentNode; at; at = at.parentNode)
    if (nameOf(at) === 'figure') return true
  return false
}

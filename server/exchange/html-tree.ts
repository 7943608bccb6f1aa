import { parseHTML } from 'linkedom'
import type { HtmlElement } from '../../document/html/dom.ts'

/** The body of HTML; a body around all of it is where its content is, whatever pages it is made of. */
export function readTree(html: string): HtmlElement {
  const { document } = parseHTML(`<html><body>${html}</body></html>`)
  return document.body as unknown as HtmlElement
}

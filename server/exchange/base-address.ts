import type { HtmlElement } from '../../document/html/dom.ts'

/** Where a browser that saves a page says that it comes from. */
const SAVED = /<!--\s*saved from url=\(\d+\)(https?:\/\/[^\s>]+)/i
const SEARCHED = 4_096
/** The folder in which a browser keeps what belongs to a saved page: that is not to be had from its site. */
const BESIDE = /(?:^|\/)[^/]*_files\//

/**
 * Makes addresses whole that are written from where a page stood: by its `<base>`, or by what the browser has noted
 * that saved it. What stands beside the file keeps its address, which is told as leading nowhere.
 */
export function resolveFromBase(body: HtmlElement, html: string): void {
  const base = baseOf(body, SAVED.exec(html.slice(0, SEARCHED))?.[1])
  if (!base) return
  for (const [selector, name] of [
    ['a', 'href'],
    ['img', 'src'],
  ] as const) {
    for (const element of body.querySelectorAll(selector)) {
      const written = element.getAttribute(name)?.trim()
      if (!written || /^(?:[a-z][a-z0-9+.-]*:|#)/i.test(written) || BESIDE.test(written)) continue
      const whole = resolved(written, base)
      if (whole) element.setAttribute(name, whole)
    }
  }
}

function baseOf(body: HtmlElement, saved: string | undefined): string | undefined {
  const written = body.querySelector('base')?.getAttribute('href')?.trim()
  const base = written ? resolved(written, saved) : saved
  return base && /^https?:/i.test(base) ? base : undefined
}

function resolved(address: string, base: string | undefined): string | undefined {
  try {
    return new URL(address, base).href
  } catch {
    return undefined
  }
}

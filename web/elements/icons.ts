import { html, type TemplateResult } from 'lit'
import { unsafeSVG } from 'lit/directives/unsafe-svg.js'
import { createElement, type IconNode } from 'lucide'

/**
 * A picture of the Lucide set, named by its import: `icon(Bold)`. Only what some file imports is in the build.
 * It says nothing by itself: the button around it has the words.
 */
export function icon(shape: IconNode): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${unsafeSVG(markupOf(shape))}</svg>`
}

/** The same as an element, for where no template is rendered: node views, decorations. */
export function iconElement(shape: IconNode): SVGElement {
  const element = createElement(shape, { class: 'icon', 'aria-hidden': 'true' })
  for (const name of ['width', 'height', 'stroke-width', 'stroke', 'fill']) element.removeAttribute(name)
  return element
}

/** The shapes come from the package in this build, never from a document. */
function markupOf(shape: IconNode): string {
  return shape
    .map(([tag, attributes]) => {
      const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
      return `<${tag}${written.join('')}/>`
    })
    .join('')
}

/** The sign of Samepage: two lines of text, and somebody's caret in one of them. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect class="ground" width="32" height="32" rx="7" />
    <path class="ink" d="M9 10.5h14M9 16h6.5M20 13.9v4.2M9 21.5h10" />
  </svg>`
}

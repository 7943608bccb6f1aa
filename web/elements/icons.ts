import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit'

/** The pictures on buttons: drawn by us on a grid of 20, because a few dozen lines need no package. */
const shapes = {
  strong: svg`<path d="M6 4h4.6a3 3 0 0 1 0 6H6zM6 10h5.4a3 3 0 0 1 0 6H6z" stroke-width="2"/>`,
  em: svg`<path d="M9 4h5M6 16h5M12 4 8 16"/>`,
  underline: svg`<path d="M6 3.5v5.7a4 4 0 0 0 8 0V3.5M5 16.5h10"/>`,
  strike: svg`<path d="M14 6.4C13.4 4.9 11.9 4 10 4 7.7 4 6.2 5.2 6.2 6.9c0 1 .5 1.7 1.3 2.2M3.5 10.5h13M6 13.4c.5 1.6 2 2.6 4.1 2.6 2.4 0 3.9-1.2 3.9-3 0-.5-.1-.9-.3-1.3"/>`,
  code: svg`<path d="m7 6-4 4 4 4M13 6l4 4-4 4"/>`,
  link: svg`<path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2L10 14.2"/>`,
  image: svg`<rect x="3" y="4" width="14" height="12" rx="1.5"/><circle cx="7.3" cy="8.2" r="1.2"/><path d="m4 15 4.5-4.2 3 2.7L14 11l3 2.7"/>`,
  rule: svg`<path d="M3 10h14M5 6h10M5 14h10" stroke-opacity=".35"/><path d="M3 10h14"/>`,
  undo: svg`<path d="M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.3 4.3 0 0 1 0 8.6H8"/>`,
  redo: svg`<path d="M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.3 4.3 0 0 0 0 8.6H12"/>`,
  share: svg`<path d="M10 12.5V3M6.7 6 10 2.8 13.3 6M5 9.5v6A1.5 1.5 0 0 0 6.5 17h7a1.5 1.5 0 0 0 1.5-1.5v-6"/>`,
  more: svg`<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.6"/>`,
} satisfies Record<string, SVGTemplateResult>

/** The name of a drawn picture. */
export type IconName = keyof typeof shapes

/** A picture that says nothing by itself: the button around it has the words. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`
}

/** The sign of Samepage: two lines of text, and somebody's caret in one of them. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect class="ground" width="32" height="32" rx="7" />
    <path class="ink" d="M9 10.5h14M9 16h6.5M20 13.9v4.2M9 21.5h10" />
  </svg>`
}

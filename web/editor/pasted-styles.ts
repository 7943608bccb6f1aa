import { DOMParser, type ParseOptions, type Slice } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'
import type { ClipboardParts } from './clipboard-parts.ts'

const TAG = /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi
const ATTRIBUTE = /"[^"]*"|'[^']*'|\s(style|on[a-z]+)(?=\s*=)/gi
const STYLE_SHEET = /<style\b[^<>]*>[\s\S]*?(?:<\/style\s*>|$)/gi
const HIDDEN = 'data-pasted-'

/**
 * Pasted HTML with its `style` attributes and handlers under other names, and without style sheets. The content
 * policy forbids them, also in the document that is only read and never shown: the browser would complain about
 * each and forget what it said.
 */
export function hideStyles(html: string): string {
  return html
    .replace(STYLE_SHEET, '')
    .replace(TAG, (tag) =>
      tag.replace(ATTRIBUTE, (found, name?: string) => (name ? ` ${HIDDEN}${name}` : found)),
    )
}

/**
 * Reads pasted HTML after `hideStyles`. Many programs say bold by a style, and Google Docs says there that its
 * outermost `<b>` is not: so styles are set again, by script, which the policy allows.
 */
class StyledParser extends DOMParser {
  readonly #parts: () => ClipboardParts | undefined

  constructor(parts: () => ClipboardParts | undefined) {
    super(schema, DOMParser.fromSchema(schema).rules)
    this.#parts = parts
  }

  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    if (dom instanceof Element) {
      this.#parts()?.cleanPasted(dom, location.origin)
      for (const element of dom.querySelectorAll<HTMLElement>(`[${HIDDEN}style]`)) {
        element.style.cssText = element.getAttribute(`${HIDDEN}style`) ?? ''
      }
    }
    return super.parseSlice(dom, options)
  }
}

/** Makes the parser of the clipboard; `parts` clean what other programs put there, once they are loaded. */
export function createStyledParser(parts: () => ClipboardParts | undefined): DOMParser {
  return new StyledParser(parts)
}

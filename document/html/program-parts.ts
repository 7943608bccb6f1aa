import { CALLOUT_KINDS } from '../schema/section-nodes.ts'
import { childrenOf, create, type HtmlElement, isElement, nameOf, remove, rename } from './dom.ts'

type StyleOf = (element: HtmlElement) => string

/** Word puts the comments on a text behind it, and their names into it. */
export function removeWordComments(root: HtmlElement, styleOf: StyleOf): void {
  for (const mark of [...root.querySelectorAll('.MsoCommentReference, a.msocomanchor')]) remove(mark)
  for (const box of [...root.querySelectorAll('div[style], div[data-pasted-style]')])
    if (/mso-element:\s*comment-list/i.test(styleOf(box))) remove(box)
}

/** What VS Code copies is boxes, one for each line, in a box that keeps spaces: several lines of it are code. */
export function keepCode(root: HtmlElement, styleOf: StyleOf): void {
  for (const box of [...root.querySelectorAll('div[style], div[data-pasted-style]')]) {
    const style = styleOf(box)
    if (!/white-space:\s*pre\b/i.test(style) || !/font-family:[^;]*monospace/i.test(style)) continue
    const lines = childrenOf(box).filter(isElement)
    if (lines.length < 2 || lines.some((line) => nameOf(line) !== 'div' && nameOf(line) !== 'br')) continue
    const code = create(box, 'pre')
    code.textContent = lines.map((line) => (line.textContent ?? '').replaceAll('\u00A0', ' ')).join('\n')
    box.parentNode?.insertBefore(code, box)
    remove(box)
  }
}

/** What GitHub draws as a note or warning is a callout here, which shows its kind without a word for it. */
export function makeCallouts(root: HtmlElement): void {
  for (const kind of CALLOUT_KINDS) {
    for (const box of [...root.querySelectorAll(`div.markdown-alert-${kind}`)]) {
      for (const name of [...box.querySelectorAll('.markdown-alert-title')]) remove(name)
      const callout = rename(box, 'aside')
      callout.setAttribute('class', 'callout')
      callout.setAttribute('data-kind', kind)
    }
  }
}

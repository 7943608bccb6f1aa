import { CALLOUT_KINDS } from '../schema/section-nodes.ts'
import { type HtmlElement, remove, rename } from './dom.ts'

type StyleOf = (element: HtmlElement) => string

/** Word puts the comments on a text behind it, and their names into it. */
export function removeWordComments(root: HtmlElement, styleOf: StyleOf): void {
  for (const mark of [...root.querySelectorAll('.MsoCommentReference, a.msocomanchor')]) remove(mark)
  for (const box of [...root.querySelectorAll('div[style], div[data-pasted-style]')])
    if (/mso-element:\s*comment-list/i.test(styleOf(box))) remove(box)
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

import type { LossTally } from '../text/losses.ts'
import { type HtmlElement, type HtmlNode, nameOf, remove, rename, unwrap } from './dom.ts'

/** What shows something that a document has no place for. */
const PLACELESS =
  'svg, iframe, frame, video, audio, canvas, object, embed, applet, select, textarea, progress, meter, map'

/** What a button stands in when its words are a part of the text: the questions of a page unfold their answers. */
const HOLDS_WORDS = /^(?:h[1-6]|summary|dt)$/

/** Takes out what a document has no place for, and counts it. */
export function removePlaceless(root: HtmlElement, losses: LossTally): void {
  for (const element of [...root.querySelectorAll(PLACELESS)]) {
    losses.add('elements')
    remove(element)
  }
  for (const button of [...root.querySelectorAll('button')]) {
    if ((button.textContent ?? '').trim() === '') remove(button)
    else if (button.getAttribute('aria-expanded') !== null || isInWords(button)) unwrap(button)
    else {
      losses.add('buttons')
      remove(button)
    }
  }
}

function isInWords(element: HtmlElement): boolean {
  const words = (element.textContent ?? '').trim()
  for (let at: HtmlNode | null = element.parentNode; at; at = at.parentNode) {
    if (HOLDS_WORDS.test(nameOf(at))) return true
    // A line of its own; beside other words it is there to be pressed.
    if (nameOf(at) === 'p') return (at.textContent ?? '').trim() === words
  }
  return false
}

/** Formulas become what they were written as, else their letters and signs. */
export function writeFormulas(root: HtmlElement, losses: LossTally): void {
  for (const formula of [...root.querySelectorAll('math')]) {
    const source = formula.querySelector('annotation')?.textContent ?? formula.getAttribute('alttext')
    const text = (source ?? formula.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (text === '') remove(formula)
    else {
      losses.add('formulas')
      rename(formula, 'span').textContent = text
    }
  }
}

/** What says something in an item beside its words, or is a line that somebody left empty. */
const IN_ITEM = 'img, input, hr, table, p, h1, h2, h3, h4, h5, h6, pre, blockquote, figure, details, aside'

/**
 * Takes out lists without items, and bullets of nothing, as they stay where a page had icons or folded contents. Numbered
 * items stay: those after them are called by their numbers.
 */
export function removeEmptyItems(root: HtmlElement): void {
  for (const element of [...root.querySelectorAll('li, ul, ol')].reverse()) {
    const isItem = nameOf(element) === 'li'
    if (isItem && element.parentNode && nameOf(element.parentNode) === 'ol') continue
    if (element.querySelector(isItem ? `${IN_ITEM}, li` : 'li')) continue
    if ((element.textContent ?? '').trim() === '' && !element.querySelector(IN_ITEM)) remove(element)
  }
}

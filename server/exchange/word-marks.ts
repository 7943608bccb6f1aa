import {
  childrenOf,
  create,
  type HtmlElement,
  isElement,
  nameOf,
  remove,
  rename,
} from '../../document/html/dom.ts'
import { settlePictureSizes } from './word-drawings.ts'
import { settleFormats } from './word-formats.ts'
import { BULLET_MARK, MORE_MARK, NUMBER_MARK, RULE_MARK } from './word-paragraphs.ts'

const BLOCK = /^(?:ul|ol|p|table|blockquote|pre)$/

/** Turns the bookmarks that got through mammoth into what they stand for: numbers of lists, paragraphs of items. */
export function settleWordMarks(root: HtmlElement): void {
  settleFormats(root)
  settlePictureSizes(root)
  wrapLoosePictures(root)
  for (const mark of [...root.querySelectorAll(`a[id="${BULLET_MARK}"]`)]) remove(mark)
  const numbers = new Map<unknown, number>()
  for (const mark of [...root.querySelectorAll(`a[id^="${NUMBER_MARK}"]`)]) {
    const item = mark.parentNode
    if (item && nameOf(item) === 'li')
      numbers.set(item, Number(mark.getAttribute('id')?.slice(NUMBER_MARK.length)))
    remove(mark)
  }
  for (const list of [...root.querySelectorAll('ol')]) numberList(list, numbers)
  for (const mark of [...root.querySelectorAll(`a[id="${RULE_MARK}"]`)]) {
    const paragraph = mark.parentNode
    remove(mark)
    // What has words has a line around or beneath them, which is no rule.
    const isEmpty = isElement(paragraph) && paragraph.firstChild === null
    if (isEmpty && nameOf(paragraph) === 'p') rename(paragraph, 'hr')
  }
  for (const mark of [...root.querySelectorAll(`a[id="${MORE_MARK}"]`)]) {
    const parent = mark.parentNode
    // It is gone with the others of its item, or stands in what is no item and has no place for paragraphs.
    if (isElement(parent) && nameOf(parent) === 'li') splitItem(parent)
    else if (isElement(parent)) rename(mark, 'br')
  }
}

/** Pictures of older files stand behind their paragraphs, in none. */
function wrapLoosePictures(root: HtmlElement): void {
  for (const picture of childrenOf(root)) {
    if (nameOf(picture) !== 'img') continue
    const paragraph = create(root, 'p')
    root.insertBefore(paragraph, picture)
    paragraph.insertBefore(picture, null)
  }
}

/** A list begins where its first item says, and another one begins where the count jumps. */
function numberList(list: HtmlElement, numbers: ReadonlyMap<unknown, number>): void {
  let current = list
  let last: number | undefined
  for (const item of childrenOf(list)) {
    const number = numbers.get(item)
    if (number !== undefined && number !== last && last !== undefined) {
      const next = create(list, 'ol')
      current.parentNode?.insertBefore(next, current.nextSibling)
      current = next
    }
    const isFirst = current.firstChild === item || current.firstChild === null
    if (isFirst && number !== undefined && number !== 1) current.setAttribute('start', String(number))
    if (current !== list) current.insertBefore(item, null)
    last = number === undefined ? last : number + 1
  }
}

/** Each piece between two bookmarks is a paragraph of the item. */
function splitItem(item: HtmlElement): void {
  let paragraph: HtmlElement | undefined
  for (const child of childrenOf(item)) {
    const isMark = isElement(child) && child.getAttribute('id') === MORE_MARK
    if (isMark || (isElement(child) && BLOCK.test(nameOf(child)))) paragraph = undefined
    if (isMark) remove(child)
    else if (!isElement(child) || !BLOCK.test(nameOf(child))) {
      if (!paragraph) {
        paragraph = create(item, 'p')
        item.insertBefore(paragraph, child)
      }
      paragraph.insertBefore(child, null)
    }
  }
}

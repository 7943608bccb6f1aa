import {
  childrenOf,
  create,
  type HtmlElement,
  type HtmlNode,
  isBlankNode,
  isElement,
  moveChildren,
  nameOf,
  remove,
} from './dom.ts'

/** A list whose every item begins with a checkbox is a list of tasks, as GitHub and Google Docs write it. */
export function markTasks(list: HtmlElement): void {
  if (/\btasks\b/.test(list.getAttribute('class') ?? '')) return
  const items = childrenOf(list)
    .filter(isElement)
    .filter((child) => nameOf(child) === 'li')
  const boxes = items.map(boxOf)
  if (items.length === 0 || boxes.some((box) => box === undefined)) return
  list.setAttribute('class', 'tasks')
  items.forEach((item, index) => {
    const box = boxes[index]
    const body = create(item, 'div')
    box?.take()
    moveChildren(item, body)
    body.setAttribute('class', 'task-body')
    item.setAttribute('class', 'task')
    item.setAttribute('data-checked', String(box?.isChecked === true))
    item.insertBefore(body, null)
  })
}

/** A box that makes an item a task, and how it is taken out of the item's words. */
interface TaskBox {
  readonly isChecked: boolean
  readonly take: () => void
}

/** GitHub, Google Docs, Notion and Confluence each show it in a way of their own. */
function boxOf(item: HtmlElement): TaskBox | undefined {
  if (item.getAttribute('role') === 'checkbox')
    return { isChecked: item.getAttribute('aria-checked') === 'true', take: () => undefined }
  const drawn = item.querySelector('.checkbox-on, .checkbox-off')
  if (drawn?.parentNode === item) {
    const isChecked = /\bcheckbox-on\b/.test(drawn.getAttribute('class') ?? '')
    return { isChecked, take: () => remove(drawn) }
  }
  if (item.getAttribute('data-inline-task-id') !== null)
    return { isChecked: /\bchecked\b/.test(item.getAttribute('class') ?? ''), take: () => undefined }
  const element = item.querySelector('input')
  if (!element) return signOf(item)
  if (element.getAttribute('type') !== 'checkbox') return undefined
  // In a list inside this item it would be that list's.
  for (let at: HtmlNode | null = element.parentNode; at && at !== item; at = at.parentNode)
    if (nameOf(at) === 'li') return undefined
  return { isChecked: element.getAttribute('checked') !== null, take: () => remove(element) }
}

/** Pandoc writes the boxes as signs in files of Word, and Notion as Markdown does. */
function signOf(item: HtmlElement): TaskBox | undefined {
  let first: HtmlNode | null = item.firstChild
  while (first && (isElement(first) || isBlankNode(first)))
    first = isElement(first) ? first.firstChild : first.nextSibling
  const text = first?.textContent ?? ''
  const sign = /^\s*([☐☑☒]|\[[ xX]\])\s/u.exec(text)
  if (!first || !sign) return undefined
  const words = first
  const take = (): void => {
    words.textContent = text.slice(sign[0].length)
  }
  return { isChecked: !/[☐ ]/u.test(sign[1] ?? ''), take }
}

import {
  create,
  type HtmlElement,
  type HtmlNode,
  isBlankNode,
  isElement,
  moveChildren,
  nameOf,
  remove,
} from './dom.ts'

const MAX_LEVEL = 9

/** A list that is being put together. */
interface Open {
  readonly level: number
  readonly isOrdered: boolean
  readonly list: HtmlElement
}

/**
 * Puts lists together that Word for the web takes apart: there each item is a list of its own, in a box of its own,
 * and only `data-aria-level` says how deep it is. Takes the paragraphs' ends away, which it writes as spaces.
 */
export function joinWebWordLists(root: HtmlElement): void {
  for (const end of [...root.querySelectorAll('span.EOP')]) remove(end)
  let open: Open[] = []
  let last: HtmlNode | undefined
  for (const item of [...root.querySelectorAll('li[data-aria-level]')]) {
    const written = item.parentNode
    if (!isElement(written)) continue
    const box = boxOf(written)
    if (box !== last && !(last && nextOf(last) === box)) open = []
    const level = Math.min(
      Math.max(Math.trunc(Number(item.getAttribute('data-aria-level'))) || 1, 1),
      MAX_LEVEL,
    )
    const isOrdered = nameOf(written) === 'ol'
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const current = open.at(-1)
    const isSame = current?.level === level && current.isOrdered === isOrdered
    if (current?.level === level && !isSame) open.pop()
    const list = isSame ? current.list : begin(written, isOrdered, box, open.at(-1)?.list)
    if (!isSame) open.push({ level, isOrdered, list })
    const entry = create(item, 'li')
    moveChildren(item, entry)
    list.insertBefore(entry, null)
    remove(item)
    if (!written.querySelector('li')) {
      remove(written)
      if (box !== written && (box.textContent ?? '').trim() === '') remove(box)
    }
    last = open[0]?.list
  }
}

function begin(
  written: HtmlElement,
  isOrdered: boolean,
  box: HtmlNode,
  outer: HtmlElement | undefined,
): HtmlElement {
  const list = create(written, isOrdered ? 'ol' : 'ul')
  const start = written.getAttribute('start')
  if (isOrdered && start !== null) list.setAttribute('start', start)
  // It holds nothing but the items that were put there.
  const host = outer?.lastChild
  if (host) host.insertBefore(list, null)
  else box.parentNode?.insertBefore(list, box)
  return list
}

/** The box around a list, which holds nothing else; the list itself where there is none. */
function boxOf(list: HtmlElement): HtmlNode {
  const around = list.parentNode
  return isElement(around) && /\bListContainerWrapper\b/.test(around.getAttribute('class') ?? '')
    ? around
    : list
}

/** The next element with nothing but space before it. */
function nextOf(node: HtmlNode): HtmlNode | null {
  let next = node.nextSibling
  while (next && isBlankNode(next)) next = next.nextSibling
  return next
}

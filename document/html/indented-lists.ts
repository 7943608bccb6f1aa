import { childrenOf, create, type HtmlElement, isBlankNode, isElement, nameOf, remove } from './dom.ts'

interface Item {
  readonly level: number
  readonly tag: 'ul' | 'ol'
  readonly check: string | undefined
  readonly element: HtmlElement
}

const DEEPEST = 12

/**
 * Lists whose items say by a number how deep they are, and not by what they stand in, become lists in lists: Quill's
 * (`ql-indent-1`, `data-list`) and Slack's (`data-indent`).
 */
export function nestIndentedLists(root: HtmlElement): void {
  const done = new Set<HtmlElement>()
  for (const list of [...root.querySelectorAll('ul, ol')]) {
    if (done.has(list)) continue
    const lists = isOfSlack(list) ? slackLists(list) : isOfQuill(list) ? [list] : []
    for (const one of lists) done.add(one)
    const items = lists.flatMap(itemsOf)
    if (items.length > 0) rebuild(list, lists, items)
  }
}

function isOfSlack(list: HtmlElement): boolean {
  return /^\d+$/.test(list.getAttribute('data-indent') ?? '')
}

/** The lists that follow each other: Slack begins another one where the depth changes. */
function slackLists(first: HtmlElement): HtmlElement[] {
  const lists: HtmlElement[] = []
  for (let next: HtmlElement['nextSibling'] = first; next; next = next.nextSibling) {
    if (isElement(next) && /^[uo]l$/.test(nameOf(next)) && isOfSlack(next)) lists.push(next)
    else if (!isBlankNode(next)) break
  }
  return lists
}

function isOfQuill(list: HtmlElement): boolean {
  return childrenOf(list).some(
    (item) =>
      isElement(item) &&
      (item.getAttribute('data-list') !== null || /\bql-indent-\d/.test(item.getAttribute('class') ?? '')),
  )
}

function itemsOf(list: HtmlElement): Item[] {
  return childrenOf(list).flatMap((element) => {
    if (!isElement(element) || nameOf(element) !== 'li') return []
    const level = /\bql-indent-(\d+)/.exec(element.getAttribute('class') ?? '')?.[1]
    const kind = element.getAttribute('data-list')
    const isNumbered = kind === null ? nameOf(list) === 'ol' : kind === 'ordered'
    return [
      {
        level: Math.min(DEEPEST, Number(level ?? list.getAttribute('data-indent') ?? 0)),
        tag: isNumbered ? 'ol' : 'ul',
        check: kind === 'checked' || kind === 'unchecked' ? kind : undefined,
        element,
      },
    ]
  })
}

function rebuild(first: HtmlElement, lists: readonly HtmlElement[], items: readonly Item[]): void {
  const parent = first.parentNode
  /** The lists that are open, the outermost first, each with what its items are and its last item. */
  const open: { list: HtmlElement; kind: string; last: HtmlElement }[] = []
  for (const { level, tag, check, element } of items) {
    const kind = check === undefined ? tag : 'task'
    if (check !== undefined) markChecked(element, check === 'checked')
    open.length = Math.min(open.length, level + 1)
    // An item cannot stand deeper than one level below the one before it.
    const at = Math.min(level, open.length)
    const same = open[at]
    if (same?.kind === kind) {
      same.list.insertBefore(element, null)
      open[at] = { ...same, last: element }
      continue
    }
    const list = create(first, tag)
    if (at === 0) parent?.insertBefore(list, first)
    else open[at - 1]?.last.insertBefore(list, null)
    list.insertBefore(element, null)
    open.length = at
    open.push({ list, kind, last: element })
  }
  const start = first.getAttribute('start')
  if (start !== null && open[0]?.list.parentNode === parent) open[0].list.setAttribute('start', start)
  for (const list of lists) remove(list)
}

/** Says of an item what `markTasks` asks of it. */
function markChecked(item: HtmlElement, isChecked: boolean): void {
  item.setAttribute('role', 'checkbox')
  item.setAttribute('aria-checked', String(isChecked))
}

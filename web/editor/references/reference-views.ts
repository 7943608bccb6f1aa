import type { Node } from 'prosemirror-model'
import type { NodeView, NodeViewConstructor } from 'prosemirror-view'
import { words } from '../../words.ts'
import type { References } from './references.ts'
import type { LinkedTitle } from './titles.ts'

/** How people and documents that a text refers to are drawn: the same elements as the served HTML. */
export function referenceViews(
  references: References,
): Record<'mention' | 'document_link', NodeViewConstructor> {
  return {
    mention: (node) => mentionView(node, references),
    document_link: (node) => documentLinkView(node, references),
  }
}

/** Somebody who is meant; I am told apart from the others. */
function mentionView({ attrs }: Node, { onMe }: References): NodeView {
  const dom = document.createElement('span')
  dom.className = 'mention'
  dom.contentEditable = 'false'
  dom.dataset['person'] = String(attrs['person'])
  dom.textContent = `@${attrs['name']}`
  const forget = onMe((me) => dom.classList.toggle('is-me', me === attrs['person']))
  return { dom, ignoreMutation: () => true, destroy: forget }
}

/** Another document by the title it has now, or had when the link was made while nobody knows better. */
function documentLinkView({ attrs }: Node, { titles }: References): NodeView {
  const dom = document.createElement('a')
  dom.className = 'document-link'
  dom.contentEditable = 'false'
  dom.href = `/d/${attrs['document']}`
  dom.dataset['document'] = String(attrs['document'])
  dom.textContent = String(attrs['title'])
  const forget = titles.follow(String(attrs['document']), (known: LinkedTitle) => {
    dom.classList.toggle('is-gone', known.kind === 'gone')
    dom.title = known.kind === 'gone' ? words.references.gone : ''
    dom.textContent = (known.kind === 'titled' ? known.title : String(attrs['title'])) || words.untitled
  })
  dom.addEventListener('click', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    openLinked(dom.href, event.ctrlKey || event.metaKey || event.shiftKey)
  })
  return { dom, ignoreMutation: () => true, destroy: forget }
}

/** Goes to another document, in this tab or in a new one. */
export function openLinked(href: string, inNewTab: boolean): void {
  if (inNewTab) window.open(href, '_blank', 'noopener')
  else location.assign(href)
}

import type { Mark, Node } from 'prosemirror-model'
import { isPictureUrl } from '../schema/attributes.ts'
import { createHeadingFinder } from './heading-ids.ts'
import type { LossTally } from './losses.ts'

/** What begins with a scheme or a host, and what is on this server: a document or a file. */
const WHOLE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\/(?:d|files)\/)/i

/** Counts the pictures of a document that are not shown, and the links that lead to what is not here. */
export function noteAddresses(doc: Node, losses: LossTally): void {
  const find = createHeadingFinder(doc)
  let last: Mark | undefined
  doc.descendants((node) => {
    const { src } = node.attrs as { src?: unknown }
    const isPicture = node.type.name === 'image' || node.type.name === 'figure'
    if (isPicture && !isPictureUrl(src)) losses.add('hidden-pictures')
    const link = node.isInline ? node.marks.find(({ type }) => type.name === 'link') : undefined
    // One link may be around several pieces of text.
    const href = String(link?.attrs['href'] ?? '')
    if (link && !(last && link.eq(last)) && !WHOLE.test(href) && !find(href)) losses.add('dead-links')
    last = link
    return true
  })
}

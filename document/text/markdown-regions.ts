import { Fragment, type Node } from 'prosemirror-model'
import { schema } from '../schema/schema.ts'
import { createHeadingFinder, headingIds } from './heading-ids.ts'
import { fragmentHtml } from './html-out.ts'
import { type KeptHtml, withPieces } from './markdown-html.ts'

/** Makes blocks of HTML. */
export type BlockReader = (html: string) => readonly Node[]

/** More stretches of HTML than this are read as one, with what is between them: each one costs something. */
const MAX_REGIONS = 64

/**
 * The document with the HTML that was kept out of it in its place. Only blocks that HTML is in or around are written as
 * HTML and read again; the others stay as they were read.
 */
export function withHtml(doc: Node, kept: KeptHtml, readBlocks: BlockReader): Node {
  const [title, ...blocks] = doc.children
  if (!title) return doc
  const regions = regionsOf(blocks, kept)
  const [first] = regions
  const last = regions.at(-1)
  const read = regions.length > MAX_REGIONS && first && last ? [{ from: first.from, to: last.to }] : regions
  const parts: (readonly Node[])[] = []
  let at = 0
  for (const { from, to } of read) {
    const html = withPieces(fragmentHtml(Fragment.from(blocks.slice(from, to))), kept)
    parts.push(blocks.slice(at, from), readBlocks(html))
    at = to
  }
  const whole = [...parts, blocks.slice(at)].flat()
  const filled = whole.length > 0 ? whole : [schema.nodes.paragraph.create()]
  return withAnchors(doc.copy(Fragment.from([title, ...filled])), kept)
}

function regionsOf(blocks: readonly Node[], { sign, around }: KeptHtml): { from: number; to: number }[] {
  const regions: { from: number; to: number }[] = []
  const signs = new RegExp(`${sign}(\\d+)${sign}`, 'g')
  let depth = 0
  blocks.forEach((block, index) => {
    const wasOpen = depth > 0
    let isHtml = false
    for (const [, piece] of block.textContent.matchAll(signs)) {
      isHtml = true
      depth += around[Number(piece)] ?? 0
    }
    const last = regions.at(-1)
    if (wasOpen && last) last.to = index + 1
    else if (isHtml && last?.to === index) last.to = index + 1
    else if (isHtml) regions.push({ from: index, to: index + 1 })
  })
  return regions
}

/** Links to names in HTML lead to the headings that these stood at. */
function withAnchors(doc: Node, { anchors, headings }: KeptHtml): Node {
  if (anchors.size === 0) return doc
  const found: number[] = []
  doc.descendants((node, pos) => {
    if (node.type.name === 'heading' || (node.type.name === 'title' && node.content.size > 0)) found.push(pos)
    return !node.isTextblock
  })
  // Where cleaning has dropped one, nobody knows which is meant.
  if (found.length !== headings) return doc
  const findHeading = createHeadingFinder(doc)
  const ids = new Map(headingIds(doc).map(({ pos, id }) => [pos, id]))
  return withLinks(doc, (href) => {
    if (!href.startsWith('#') || findHeading(href)) return href
    const id = ids.get(found[anchors.get(href.slice(1)) ?? -1] ?? -1)
    return id ? `#${id}` : href
  })
}

/** The same with other addresses in its links. */
function withLinks(node: Node, addressOf: (href: string) => string): Node {
  if (node.isInline) {
    const marks = node.marks.map((mark) => {
      const href = mark.type.name === 'link' ? String(mark.attrs['href']) : ''
      const address = addressOf(href)
      return address === href ? mark : mark.type.create({ ...mark.attrs, href: address })
    })
    return marks.every((mark, index) => mark === node.marks[index]) ? node : node.mark(marks)
  }
  if (node.isLeaf) return node
  const children = node.children.map((child) => withLinks(child, addressOf))
  return children.every((child, index) => child === node.child(index))
    ? node
    : node.copy(Fragment.from(children))
}

import type { Token } from 'markdown-it'
import type { PlacedTag } from './html-balance.ts'
import type { HtmlPart } from './html-tags.ts'

const HEADING = /^h[1-6]$/

/** Finds the names in HTML to which links may lead: those of headings, in headings, and right above headings. */
export function createAnchors() {
  const found = new Map<string, number>()
  let count = 0
  let isInHeading = false
  let above: string[] = []

  function begin(): void {
    for (const id of above) if (!found.has(id)) found.set(id, count)
    above = []
    count += 1
    isInHeading = true
  }
  function put(id: string): void {
    if (!isInHeading) above.push(id)
    else if (!found.has(id)) found.set(id, count - 1)
  }
  return {
    /** By name, the heading it is in or above. */
    found: found as ReadonlyMap<string, number>,
    /** How many headings were seen. */
    count: () => count,
    /** The next token of the text, before the parts of HTML in it. */
    see({ type, children }: Token): void {
      if (type === 'heading_open') begin()
      else if (type === 'heading_close') isInHeading = false
      else if (
        !isInHeading &&
        children?.some((child) => child.type === 'text' && child.content.trim() !== '')
      )
        above = []
    },
    /** The parts of HTML in it. */
    seeParts(parts: readonly (HtmlPart | PlacedTag)[]): void {
      for (const part of parts) {
        if ('fate' in part) {
          const { kind, name, attributes } = part.tag
          if (HEADING.test(name)) {
            if (kind === 'open') begin()
            else isInHeading = false
          }
          const id = attributes.get('id') ?? attributes.get('name')
          if (id) put(id)
        } else if (part.kind === 'text' && !isInHeading && part.source.trim() !== '') above = []
      }
    },
  }
}

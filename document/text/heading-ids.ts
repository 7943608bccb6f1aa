import type { Node } from 'prosemirror-model'

/** A heading, or the title, by the name with which a link leads to it. */
export interface HeadingId {
  /** Without the `#`. */
  readonly id: string
  /** Where its node begins. */
  readonly pos: number
  readonly node: Node
}

/**
 * The headings of a document by the names that GitHub gives them: small letters, `-` for a space, no signs, and a
 * number behind a name that was there before. The title is the first; what has no word has no name.
 */
export function headingIds(doc: Node): HeadingId[] {
  const headings: HeadingId[] = []
  const idOf = createIdMaker()
  doc.descendants((node, pos) => {
    if (node.type.name !== 'heading' && node.type.name !== 'title') return !node.isTextblock
    const id = idOf(node.textContent)
    if (id !== '') headings.push({ id, pos, node })
    return false
  })
  return headings
}

/** Gives headings, one after another, their names; '' to one without a word. */
export function createIdMaker(): (words: string) => string {
  const taken = new Map<string, number>()
  return (words) => {
    const name = slug(words)
    if (name === '') return ''
    let id = name
    // As github-slugger counts: a name with a number may be somebody's own.
    while (taken.has(id)) {
      const next = (taken.get(name) ?? 0) + 1
      taken.set(name, next)
      id = `${name}-${next}`
    }
    taken.set(id, 0)
    return id
  }
}

/** A heading's name before it is told from others of the same name. */
export function slug(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}

/** Finds the heading that a link like `#part-two` means; undefined where there is none, or for another kind of address. */
export function createHeadingFinder(doc: Node): (href: string) => HeadingId | undefined {
  let byId: Map<string, HeadingId> | undefined
  return (href) => {
    if (!href.startsWith('#')) return undefined
    byId ??= new Map(headingIds(doc).map((heading) => [heading.id, heading]))
    const written = readFragment(href.slice(1))
    return byId.get(written) ?? byId.get(written.toLowerCase()) ?? byId.get(slug(written))
  }
}

/** A link's fragment as it reads; as it is written where its `%` signs are none of an encoding. */
export function readFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

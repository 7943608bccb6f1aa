import type { Node } from 'prosemirror-model'

/** The addresses of the pictures that a document shows, each once. */
export function pictureSources(doc: Node): ReadonlySet<string> {
  const sources = new Set<string>()
  doc.descendants(({ type, attrs }) => {
    if (type.name === 'figure' || type.name === 'image') sources.add(String(attrs['src']))
  })
  return sources
}

/** New ids for what an archive brings: those of documents, and addresses of files by their old ids. */
export interface NewNames {
  readonly documents: ReadonlyMap<string, string>
  /** Addresses such as `/files/<id>/<name>`. */
  readonly files: ReadonlyMap<string, string>
}

const DOCUMENT = /^((?:https?:\/\/[^/?#]+)?\/d\/)([A-Za-z0-9_-]{22})(?=$|[?#])/
const FILE = /^\/files\/([A-Za-z0-9_-]{22})(?:\/|$)/

/** Document JSON that names documents and files of an archive by their new ids; all others stay as they are. */
export function renamed(json: unknown, names: NewNames): unknown {
  if (Array.isArray(json)) return json.map((one) => renamed(one, names))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === 'attrs' ? renamedAttributes(value, names) : renamed(value, names),
    ]),
  )
}

function renamedAttributes(attrs: unknown, { documents, files }: NewNames): unknown {
  if (typeof attrs !== 'object' || attrs === null) return attrs
  return Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value]
      if (name === 'document') return [name, documents.get(value) ?? value]
      if (name !== 'src' && name !== 'href') return [name, value]
      const file = FILE.exec(value)?.[1]
      if (file) return [name, files.get(file) ?? value]
      return [name, renamedLink(value, documents)]
    }),
  )
}

/** A link to a document of this server stays one; whole addresses of another server become ours. */
function renamedLink(href: string, documents: ReadonlyMap<string, string>): string {
  const [, , id] = DOCUMENT.exec(href) ?? []
  const fresh = id && documents.get(id)
  return fresh ? href.replace(DOCUMENT, `/d/${fresh}`) : href
}

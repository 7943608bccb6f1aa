/** A replacement in the text of a part. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The text after the edits; where two overlap, the wider one counts, after what is put in where it begins. */
export function edited(xml: string, edits: readonly Edit[]): string {
  const rank = ({ from, to }: Edit): number => (from === to ? Number.POSITIVE_INFINITY : to)
  const sorted = [...edits].sort((one, other) => one.from - other.from || compare(rank(other), rank(one)))
  const pieces: string[] = []
  let at = 0
  for (const { from, to, text } of sorted) {
    if (from < at) continue
    pieces.push(xml.slice(at, from), text)
    at = to
  }
  return [...pieces, xml.slice(at)].join('')
}

/** A bookmark, which mammoth brings through as an anchor of this name. */
export function bookmark(name: string): string {
  return `<w:bookmarkStart w:id="0" w:name="${name}"/>`
}

/** A run of this text, which is XML already. */
export function run(xml: string): string {
  return `<w:r><w:t xml:space="preserve">${xml}</w:t></w:r>`
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1
}

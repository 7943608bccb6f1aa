import { writeDocx } from '../../server/exchange/docx-out.ts'
import { packParts, unpackParts } from '../../server/exchange/zipped-parts.ts'
import { doc, p } from './build-document.ts'

const NAMESPACES = [
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['wpg', 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup'],
  ['c', 'http://schemas.openxmlformats.org/drawingml/2006/chart'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['pic', 'http://schemas.openxmlformats.org/drawingml/2006/picture'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

/** What else than its text is in a file of Word. */
export interface WordParts {
  /** `w:style` elements. */
  readonly styles?: string
  /** What is in `w:numbering`. */
  readonly numbering?: string
  /** `w:footnote` elements. */
  readonly footnotes?: string
  /** Further parts by name; pictures are related to the text by their name without folder and ending. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>
}

/** A file of Word with these paragraphs and parts, as other programs write it. */
export async function wordFile(body: string, more: WordParts = {}): Promise<Uint8Array> {
  const parts = await unpackParts(await writeDocx(doc(p('x')), { base: '', pictures: new Map() }))
  const change = (name: string, by: (xml: string) => string): void =>
    void parts.set(name, Buffer.from(by(parts.get(name)?.toString() ?? '')))
  const root = (name: string) =>
    `<w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${NAMESPACES}>`
  change('word/document.xml', (xml) => {
    const opened = xml.replace(/<w:document[^>]*>/, (tag) => {
      const missing = NAMESPACES.split(' ').filter((one) => !tag.includes(` ${one.split('"')[0]}`))
      return tag.replace('>', ` ${missing.join(' ')}>`)
    })
    return opened.replace(/<w:body>.*<\/w:body>/s, () => `<w:body>${body}</w:body>`)
  })
  change('word/styles.xml', (xml) => xml.replace('</w:styles>', `${more.styles ?? ''}</w:styles>`))
  if (more.numbering)
    change('word/numbering.xml', () => `${root('numbering')}${more.numbering}</w:numbering>`)
  if (more.footnotes)
    change('word/footnotes.xml', () => `${root('footnotes')}${more.footnotes}</w:footnotes>`)
  for (const [name, bytes] of Object.entries(more.pictures ?? {})) {
    parts.set(`word/media/${name}.png`, Buffer.from(bytes))
    change('word/_rels/document.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="${name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/${name}.png"/></Relationships>`,
      ),
    )
  }
  if (more.pictures)
    change('[Content_Types].xml', (xml) =>
      /Extension="png"/.test(xml)
        ? xml
        : xml.replace('<Default ', '<Default Extension="png" ContentType="image/png"/><Default '),
    )
  return packParts(parts)
}

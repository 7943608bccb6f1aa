import { Fragment, type Node } from 'prosemirror-model'
import { schema, titleOf } from '../../document/schema/schema.ts'
import { withTitle } from './whole-document.ts'

/** What a document may be called after, best first: what the caller says, the text, the file's properties, the file. */
export interface TitleSources {
  /** Takes the place of the text's own. */
  readonly title?: string | undefined
  /** The file's name, which stands in for a title that is missing. */
  readonly name?: string | undefined
}

const TITLE_LIMIT = 200
const EXTENSION = /\.(?:md|markdown|mdown|mkd|mdx|html?|xhtml|docx|txt|text)$/i
/** The key of a page, which Notion puts behind its name. */
const KEY = /[ _-][0-9a-f]{32}$/i
/** What programs call a file in its properties before anybody has named it. */
const NO_NAME = /^(?:untitled|document ?\d*|microsoft word - .*|.*\.(?:docx?|dotx?|rtf|tmp))$/i

/** The document under the best name that there is for it. `told` is the title in the file's properties. */
export function named(doc: Node, { title, name }: TitleSources, told = ''): Node {
  if (title !== undefined) return withTitle(doc, title)
  if (titleOf(doc).trim() !== '') return doc
  const fallback = NO_NAME.test(told.trim()) ? '' : cut(told.trim())
  if (name === undefined) return fallback === '' ? doc : withTitle(doc, fallback)
  const below = headingBelowPictures(doc)
  if (below !== undefined) return withHeadingAsTitle(doc, below)
  const words = fallback || nameInWords(name)
  return words === '' ? doc : withTitle(doc, words)
}

/** Files of projects begin with a logo, and the name stands below it: the place of that heading among the blocks. */
function headingBelowPictures(doc: Node): number | undefined {
  const index = doc.children.findIndex(({ textContent }, at) => at > 0 && textContent.trim() !== '')
  const found = doc.maybeChild(index)
  const isName = found?.type.name === 'heading' && found.attrs['level'] === 1
  return isName && found.textContent.length <= TITLE_LIMIT ? index : undefined
}

function withHeadingAsTitle(doc: Node, index: number): Node {
  const { textContent } = doc.child(index)
  const blocks = doc.children.filter((_, at) => at !== index)
  const whole = blocks.length > 1 ? blocks : [...blocks, schema.nodes.paragraph.create()]
  return withTitle(doc.copy(Fragment.from(whole)), textContent)
}

/** A file's name as a title: without its folder, its extension and what a program has put behind it. */
export function nameInWords(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return cut(last.replace(EXTENSION, '').replace(KEY, '').trim() || last.trim())
}

function cut(text: string): string {
  return text.slice(0, TITLE_LIMIT).replace(/[\uD800-\uDFFF]$/u, '')
}

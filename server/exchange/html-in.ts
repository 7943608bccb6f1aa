import { DOMParser, type Node } from 'prosemirror-model'
import { cleanHtml } from '../../document/html/clean-html.ts'
import { create, type HtmlElement } from '../../document/html/dom.ts'
import { linkHeadings } from '../../document/html/heading-links.ts'
import { DATA_IMAGE_LIMIT } from '../../document/schema/attributes.ts'
import { schema } from '../../document/schema/schema.ts'
import { noteAddresses } from '../../document/text/document-addresses.ts'
import { createLossTally } from '../../document/text/losses.ts'
import { resolveFromBase } from './base-address.ts'
import type { FoundPicture } from './convert-jobs.ts'
import { closedAsXml, demandShallow } from './html-nesting.ts'
import { readTree } from './html-tree.ts'
import type { ReadFile } from './read-file.ts'

const TITLE_LIMIT = 1_000
const MAX_PICTURES = 500

const EMBEDDED = /^data:(image\/(?:png|gif|jpeg|webp|avif));(base64),/i

const parser = DOMParser.fromSchema(schema)

/**
 * Reads HTML as a whole document, cleaned by the schema: what it does not know leaves its text behind, scripts,
 * handlers and styles never get in. The title is our own title, else a first level-1 heading, else `<title>`.
 * `prepare` sees the tree before it is cleaned. Throws UnreadableFile where elements nest in a way that no program writes.
 */
export function readHtml(html: string, prepare?: (body: HtmlElement) => void): ReadFile {
  const text = closedAsXml(html.replace(/^\uFEFF/, '').replace(/[\uD800-\uDFFF]/gu, '\uFFFD'))
  demandShallow(text)
  const losses = createLossTally()
  const body = readTree(text.replace(/<!doctype[^<>]*>/gi, ''))
  const isOurs = body.querySelector('meta[name="generator"]')?.getAttribute('content') === 'Samepage'
  // A page of ours that has no title is called something in its head all the same.
  const name = isOurs ? '' : (body.querySelector('title')?.textContent ?? '')
  prepare?.(body)
  resolveFromBase(body, text)
  linkHeadings(body)
  const pictures = takePictures(body)
  putTitleFirst(body)
  cleanHtml(body, { losses, styleOf: (element) => element.getAttribute('style') ?? '', isFile: true })
  const parsed = parser.parse(body as never)
  const doc = titled(parsed, name)
  noteAddresses(doc, losses)
  return { doc, losses: losses.list(), pictures }
}

/** The pictures that are written into the text and are too large to stay there: they are kept beside it. */
function takePictures(body: HtmlElement): FoundPicture[] {
  const pictures: FoundPicture[] = []
  for (const picture of body.querySelectorAll('img')) {
    const given = picture.getAttribute('src') ?? ''
    const written = withoutBreaks(given)
    if (written !== given) picture.setAttribute('src', written)
    if (written.length <= DATA_IMAGE_LIMIT || pictures.length >= MAX_PICTURES) continue
    const [, type, base64] = EMBEDDED.exec(written.slice(0, 40)) ?? []
    if (!type || base64 === undefined) continue
    const bytes = Buffer.from(written.slice(written.indexOf(',') + 1), 'base64')
    const src = `/files/picture-${pictures.length}`
    pictures.push({ src, type, bytes: new Uint8Array(bytes) })
    picture.setAttribute('src', src)
  }
  return pictures
}

/** Programs break the lines of what they write into a text, where an address has none. */
function withoutBreaks(address: string): string {
  return /^\s*data:/i.test(address) ? address.replace(/\s+/g, '') : address
}

/** A document begins with its title: without an element for it, the first words would be taken. */
function putTitleFirst(body: HtmlElement): void {
  const found = body.querySelector('h1.title')
  const title = found ?? create(body, 'h1')
  title.setAttribute('class', 'title')
  body.insertBefore(title, body.firstChild)
}

function titled(doc: Node, name: string): Node {
  const [title, first, ...rest] = doc.children
  if (!title) return doc
  const isNamed = title.content.size > 0
  const isHeading = first?.type === schema.nodes.heading && first.attrs['level'] === 1
  const words = isNamed ? '' : oneLine(isHeading ? (first?.textContent ?? '') : name)
  const blocks = [...(first && !(words && isHeading) ? [first] : []), ...rest]
  const { nodes } = schema
  return nodes.doc.create(null, [
    words ? nodes.title.create(null, schema.text(words)) : title,
    ...(blocks.length > 0 ? blocks : [nodes.paragraph.create()]),
  ])
}

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TITLE_LIMIT)
    .replace(/[\uD800-\uDFFF]$/u, '')
}

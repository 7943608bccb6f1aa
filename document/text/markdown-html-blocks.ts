import { DOMParser } from 'prosemirror-model'
import { cleanHtml } from '../html/clean-html.ts'
import { create, type HtmlElement } from '../html/dom.ts'
import { schema } from '../schema/schema.ts'
import type { LossTally } from './losses.ts'
import type { BlockReader } from './markdown-regions.ts'

/** Parses HTML and gives its body, of which nothing runs and nothing is fetched: a browser's parser, or the server's. */
export type TreeReader = (html: string) => HtmlElement

/** Makes blocks of HTML by cleaning it as a file is cleaned. Counts what has no place. */
export function htmlBlockReader(readTree: TreeReader, losses: LossTally): BlockReader {
  const parser = DOMParser.fromSchema(schema)
  return (html) => {
    const body = readTree(html)
    // A document begins with its title: without an element for it, the first words would be taken.
    const title = create(body, 'h1')
    title.setAttribute('class', 'title')
    body.insertBefore(title, body.firstChild)
    cleanHtml(body, {
      losses,
      styleOf: (element) => element.getAttribute('data-pasted-style') ?? '',
      isFile: true,
      keepsLocalLinks: true,
    })
    return parser.parse(body as never).children.slice(1)
  }
}

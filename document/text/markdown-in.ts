import type { Token } from 'markdown-it'
import { MarkdownParser, type ParseSpec } from 'prosemirror-markdown'
import type { Node } from 'prosemirror-model'
import { isLanguage } from '../schema/attributes.ts'
import { schema } from '../schema/schema.ts'
import { noteAddresses } from './document-addresses.ts'
import { createLossTally, type Loss } from './losses.ts'
import { createTokenizer } from './markdown-dialect.ts'
import { type ParseEnvironment, signFor } from './markdown-html.ts'
import { htmlBlockReader, type TreeReader } from './markdown-html-blocks.ts'
import { withHtml } from './markdown-regions.ts'
import { plainText } from './markdown-tokens.ts'

const TEXT_ATTRIBUTE_LIMIT = 1_000
const LOWEST_HEADING = 3

/** How much reading looks at tags, for each character and beside: what more it would take makes them text. */
const EFFORT = 8
const LEAST_EFFORT = 100_000

const tokenizer = createTokenizer()

const specs: Record<string, ParseSpec> = {
  title: { block: 'title' },
  paragraph: { block: 'paragraph', getAttrs: (token) => ({ align: token.meta?.align ?? null }) },
  heading: {
    block: 'heading',
    getAttrs: (token) => ({ level: Math.min(Number(token.tag.slice(1)), LOWEST_HEADING) }),
  },
  callout: { block: 'callout', getAttrs: (token) => ({ kind: token.meta.kind }) },
  details: { block: 'details' },
  summary: { block: 'summary' },
  table: { block: 'table' },
  table_row: { block: 'table_row' },
  table_header: { block: 'table_header' },
  table_cell: { block: 'table_cell' },
  figure: {
    block: 'figure',
    getAttrs: ({ meta: { src, alt, width } }) => ({ src, alt: shortened(alt), width }),
  },
  attachment: { node: 'attachment', getAttrs: (token) => token.meta },
  document_link: { node: 'document_link', getAttrs: (token) => token.meta },
  blockquote: { block: 'blockquote' },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', getAttrs: (token) => ({ language: languageOf(token) }), noCloseToken: true },
  hr: { node: 'horizontal_rule' },
  bullet_list: { block: 'bullet_list' },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token) => ({ order: Number(token.attrGet('start') ?? 1) }),
  },
  list_item: { block: 'list_item' },
  task_list: { block: 'task_list' },
  task_item: { block: 'task_item', getAttrs: (token) => ({ checked: token.meta?.checked === true }) },
  image: {
    node: 'image',
    getAttrs: (token) => ({
      src: token.attrGet('src'),
      alt: shortened(plainText(token.children ?? [])),
      title: shortened(token.attrGet('title') ?? ''),
    }),
  },
  hardbreak: { node: 'hard_break' },
  link: {
    mark: 'link',
    getAttrs: (token) => ({ href: token.attrGet('href'), title: shortened(token.attrGet('title') ?? '') }),
  },
  strong: { mark: 'strong' },
  em: { mark: 'em' },
  underline: { mark: 'underline' },
  superscript: { mark: 'superscript' },
  subscript: { mark: 'subscript' },
  highlight: { mark: 'highlight', attrs: { colour: 'yellow' } },
  s: { mark: 'strike' },
  code_inline: { mark: 'code', noCloseToken: true },
}

const parser = new MarkdownParser(schema, tokenizer, specs)
/** A line's end inside a paragraph is one in the document too. */
const lineParser = new MarkdownParser(schema, tokenizer, { ...specs, softbreak: { node: 'hard_break' } })

/** A document that was read, and what of the text it does not hold. */
export interface ReadText {
  readonly doc: Node
  readonly losses: Loss[]
}

/**
 * Reads Markdown as a whole document: CommonMark, `~~strike~~`, `<u>underline</u>`, `<sup>`, `<sub>`, `<mark>`,
 * `<br>`, task lists, tables, alerts, `<details>`, figures, attachments and links to documents. A leading `# heading` is
 * the title. Other HTML is read as GitHub reads it where `readTree` can parse it, and stays text elsewhere; so do tags of
 * names that HTML does not have. Never refuses: a URL the schema does not allow leaves its text behind, what nests too
 * deep becomes paragraphs, what is not well-formed UTF-16 becomes U+FFFD.
 */
export function readMarkdown(text: string, readTree?: TreeReader): ReadText {
  return readWith(parser, text, readTree)
}

/** The document alone, in which what were two lines of a paragraph still are. */
export function parseMarkdownLines(text: string, readTree?: TreeReader): Node {
  return readWith(lineParser, text, readTree).doc
}

function readWith(reader: MarkdownParser, text: string, readTree: TreeReader | undefined): ReadText {
  const losses = createLossTally()
  const wellFormed = text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
  const sign = readTree && wellFormed.includes('<') ? signFor(wellFormed) : undefined
  const env: ParseEnvironment = {
    losses,
    readsHtml: sign !== undefined,
    sign: sign ?? '',
    effort: { left: LEAST_EFFORT + EFFORT * wellFormed.length },
  }
  const parsed = reader.parse(wellFormed, env)
  const doc = env.kept && readTree ? withHtml(parsed, env.kept, htmlBlockReader(readTree, losses)) : parsed
  const whole = doc.childCount > 1 ? doc : doc.copy(doc.content.addToEnd(schema.nodes.paragraph.create()))
  noteAddresses(whole, losses)
  return { doc: whole, losses: losses.list() }
}

/** The document alone. */
export function parseMarkdown(text: string): Node {
  return readMarkdown(text).doc
}

function languageOf(fence: Token): string {
  const [word = ''] = tokenizer.utils.unescapeAll(fence.info).trim().split(/\s+/, 1)
  return isLanguage(word) ? word : ''
}

function shortened(text: string): string {
  // A surrogate pair cut in two would not be well-formed.
  return text.slice(0, TEXT_ATTRIBUTE_LIMIT).replace(/[\uD800-\uDFFF]$/u, '')
}

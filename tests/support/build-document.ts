import { Fragment, type Mark, type Node, type NodeType } from 'prosemirror-model'
import type { Alignment } from '../../document/schema/alignment.ts'
import type { TextColour } from '../../document/schema/colours.ts'
import { schema } from '../../document/schema/schema.ts'
import type { CalloutKind } from '../../document/schema/section-nodes.ts'

const { nodes, marks } = schema

/** What a builder takes as content: text, one node, or the several nodes that a mark builder returns. */
export type Content = string | Node | readonly Node[]

function flatten(content: readonly Content[]): Node[] {
  return content.flatMap((part) => {
    if (typeof part === 'string') return part === '' ? [] : [schema.text(part)]
    return Array.isArray(part) ? [...part] : [part as Node]
  })
}

function make(type: NodeType, attrs: Record<string, unknown> | null, content: readonly Content[]): Node {
  return type.create(attrs, Fragment.fromArray(flatten(content)))
}

function marked(mark: Mark, content: readonly Content[]): Node[] {
  return flatten(content).map((node) => node.mark(mark.addToSet(node.marks)))
}

/** A whole document; without a `title` as its first node it gets an empty one. Throws when it is not sound. */
export function doc(...content: Node[]): Node {
  const whole = content[0]?.type === nodes.title ? content : [title(''), ...content]
  const made = nodes.doc.create(null, whole)
  made.check()
  return made
}

export const title = (text: string): Node => make(nodes.title, null, [text])
export const p = (...content: Content[]): Node => make(nodes.paragraph, null, content)
export const h = (level: 1 | 2 | 3, ...content: Content[]): Node => make(nodes.heading, { level }, content)
export const quote = (...content: Node[]): Node => make(nodes.blockquote, null, content)
export const pre = (text: string, language = ''): Node => make(nodes.code_block, { language }, [text])
export const hr = (): Node => nodes.horizontal_rule.create()
export const br = (): Node => nodes.hard_break.create()
export const img = (src: string, alt = '', tip = ''): Node => nodes.image.create({ src, alt, title: tip })

export const ul = (...items: Node[]): Node => make(nodes.bullet_list, null, items)
export const ol = (order: number, ...items: Node[]): Node => make(nodes.ordered_list, { order }, items)
export const li = (...content: Node[]): Node => make(nodes.list_item, null, content)
export const tasks = (...items: Node[]): Node => make(nodes.task_list, null, items)
export const task = (checked: boolean, ...content: Node[]): Node =>
  make(nodes.task_item, { checked }, content)

export const table = (...rows: Node[]): Node => make(nodes.table, null, rows)
export const tr = (...cells: Node[]): Node => make(nodes.table_row, null, cells)
export const td = (...content: Node[]): Node => make(nodes.table_cell, null, content)
export const th = (...content: Node[]): Node => make(nodes.table_header, null, content)
export const callout = (kind: CalloutKind, ...content: Node[]): Node => make(nodes.callout, { kind }, content)
export const details = (summary: string, ...content: Node[]): Node =>
  make(nodes.details, null, [make(nodes.summary, null, [summary]), ...content])
export const figure = (src: string, caption = '', attrs: Record<string, unknown> = {}): Node =>
  make(nodes.figure, { src, ...attrs }, [caption])
export const attachment = (src: string, name: string, size = 0): Node =>
  nodes.attachment.create({ src, name, size })
export const mention = (person: string, name: string): Node => nodes.mention.create({ person, name })
export const documentLink = (document: string, name: string): Node =>
  nodes.document_link.create({ document, title: name })

export const strong = (...content: Content[]): Node[] => marked(marks.strong.create(), content)
export const em = (...content: Content[]): Node[] => marked(marks.em.create(), content)
export const underline = (...content: Content[]): Node[] => marked(marks.underline.create(), content)
export const strike = (...content: Content[]): Node[] => marked(marks.strike.create(), content)
export const code = (...content: Content[]): Node[] => marked(marks.code.create(), content)
export const link = (href: string, ...content: Content[]): Node[] =>
  marked(marks.link.create({ href }), content)
export const titledLink = (href: string, tip: string, ...content: Content[]): Node[] =>
  marked(marks.link.create({ href, title: tip }), content)
export const highlight = (colour: TextColour, ...content: Content[]): Node[] =>
  marked(marks.highlight.create({ colour }), content)
export const coloured = (colour: TextColour, ...content: Content[]): Node[] =>
  marked(marks.text_colour.create({ colour }), content)
export const sup = (...content: Content[]): Node[] => marked(marks.superscript.create(), content)
export const sub = (...content: Content[]): Node[] => marked(marks.subscript.create(), content)

/** The same paragraph or heading, aligned. */
export const aligned = (align: Alignment, block: Node): Node =>
  block.type.create({ ...block.attrs, align }, block.content)

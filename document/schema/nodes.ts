import type { NodeSpec } from 'prosemirror-model'
import { align, alignHtml, readAlign } from './alignment.ts'
import { isLanguage, isWhole, must } from './attributes.ts'
import type { ParsedElement } from './element.ts'
import { mediaNodes } from './media-nodes.ts'
import { referenceNodes } from './reference-nodes.ts'
import { sectionNodes } from './section-nodes.ts'
import { tableNodes } from './table-nodes.ts'

/** The highest number that a list begins with. */
export const MAX_ORDER = 999_999_999

/** The one title of a document, edited live like any other text. */
const title: NodeSpec = {
  content: 'text*',
  marks: '',
  defining: true,
  isolating: true,
  selectable: false,
  parseDOM: [{ tag: 'h1.title', priority: 60 }],
  toDOM: () => ['h1', { class: 'title', dir: 'auto' }, 0],
}

const paragraph: NodeSpec = {
  group: 'block flow',
  content: 'inline*',
  attrs: { align },
  parseDOM: [{ tag: 'p', getAttrs: (element: ParsedElement) => ({ align: readAlign(element) }) }],
  toDOM: (node) => ['p', { ...alignHtml(node.attrs['align']), dir: 'auto' }, 0],
}

/** Levels 1 to 3, written as h2 to h4 because the title is the page's only h1. */
const heading: NodeSpec = {
  group: 'block flow',
  content: 'inline*',
  defining: true,
  attrs: { level: { default: 1, validate: must('level', (value) => isWhole(value, 1, 3)) }, align },
  parseDOM: [1, 2, 3, 4, 5, 6].map((rank) => ({
    tag: `h${rank}`,
    getAttrs: (element: ParsedElement) => ({ level: headingLevel(element, rank), align: readAlign(element) }),
  })),
  toDOM: (node) => [
    `h${Number(node.attrs['level']) + 1}`,
    { ...alignHtml(node.attrs['align']), 'data-level': String(node.attrs['level']), dir: 'auto' },
    0,
  ],
}

function headingLevel(element: ParsedElement, rank: number): number {
  const level = Number(element.getAttribute('data-level'))
  return isWhole(level, 1, 3) ? level : Math.min(rank, 3)
}

const blockquote: NodeSpec = {
  group: 'block flow',
  content: 'block+',
  defining: true,
  parseDOM: [{ tag: 'blockquote' }],
  toDOM: () => ['blockquote', { dir: 'auto' }, 0],
}

const code_block: NodeSpec = {
  group: 'block flow',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  attrs: { language: { default: '', validate: must('language', isLanguage) } },
  parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: codeLanguage }],
  toDOM: (node) => {
    const language = String(node.attrs['language'])
    return ['pre', language ? { 'data-language': language } : {}, ['code', { dir: 'auto' }, 0]]
  },
}

function codeLanguage(element: ParsedElement): { language: string } {
  const named = element.getAttribute('data-language') ?? ''
  const classes = element.querySelector('code')?.getAttribute('class') ?? element.getAttribute('class') ?? ''
  const language = named || (/\blanguage-(\S+)/.exec(classes)?.[1] ?? '')
  return { language: isLanguage(language) ? language : '' }
}

const horizontal_rule: NodeSpec = {
  group: 'block flow',
  parseDOM: [{ tag: 'hr' }],
  toDOM: () => ['hr'],
}

const bullet_list: NodeSpec = {
  group: 'block flow',
  content: 'list_item+',
  parseDOM: [{ tag: 'ul' }],
  toDOM: () => ['ul', { dir: 'auto' }, 0],
}

const ordered_list: NodeSpec = {
  group: 'block flow',
  content: 'list_item+',
  attrs: { order: { default: 1, validate: must('order', (value) => isWhole(value, 0, MAX_ORDER)) } },
  parseDOM: [
    {
      tag: 'ol',
      getAttrs: (element: ParsedElement) => {
        const order = Number(element.getAttribute('start') ?? '1')
        return { order: isWhole(order, 0, MAX_ORDER) ? order : 1 }
      },
    },
  ],
  toDOM: (node) => {
    const order = Number(node.attrs['order'])
    return ['ol', order === 1 ? { dir: 'auto' } : { start: String(order), dir: 'auto' }, 0]
  },
}

const list_item: NodeSpec = {
  content: 'block+',
  defining: true,
  parseDOM: [{ tag: 'li' }],
  toDOM: () => ['li', { dir: 'auto' }, 0],
}

const task_list: NodeSpec = {
  group: 'block flow',
  content: 'task_item+',
  parseDOM: [{ tag: 'ul.tasks', priority: 60 }],
  toDOM: () => ['ul', { class: 'tasks', dir: 'auto' }, 0],
}

const task_item: NodeSpec = {
  content: 'block+',
  defining: true,
  attrs: { checked: { default: false, validate: must('checked', (value) => typeof value === 'boolean') } },
  parseDOM: [
    {
      tag: 'li.task',
      priority: 60,
      contentElement: taskBody,
      getAttrs: (element: ParsedElement) => ({ checked: element.getAttribute('data-checked') === 'true' }),
    },
  ],
  toDOM: (node) => {
    const checked = node.attrs['checked'] === true
    const box: Record<string, string> = { type: 'checkbox', disabled: '' }
    if (checked) box['checked'] = ''
    return [
      'li',
      { class: 'task', 'data-checked': String(checked), dir: 'auto' },
      ['span', { class: 'task-box', contenteditable: 'false' }, ['input', box]],
      ['div', { class: 'task-body' }, 0],
    ]
  },
}

/** The part of an item behind its box; the item itself where another program calls its items so. */
function taskBody(element: ParsedElement): never {
  const body = element.querySelector('.task-body')
  return (body?.parentNode === element ? body : element) as never
}

const hard_break: NodeSpec = {
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseDOM: [{ tag: 'br' }],
  toDOM: () => ['br'],
}

/**
 * All node types by name. The order matters: the first block type is what an empty place is filled with. A
 * `block` may stand in the document, a `flow` also in the cell of a table: all of them but tables.
 */
export const nodes = {
  doc: { content: 'title block*' },
  title,
  paragraph,
  heading,
  blockquote,
  code_block,
  horizontal_rule,
  bullet_list,
  ordered_list,
  list_item,
  task_list,
  task_item,
  ...sectionNodes,
  ...tableNodes,
  text: { group: 'inline' },
  ...mediaNodes,
  ...referenceNodes,
  hard_break,
} satisfies Record<string, NodeSpec>

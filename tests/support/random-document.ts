import type { Node } from 'prosemirror-model'
import {
  aligned,
  attachment,
  br,
  type Content,
  callout,
  code,
  details,
  doc,
  documentLink,
  em,
  figure,
  h,
  highlight,
  hr,
  img,
  li,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  sub,
  sup,
  table,
  task,
  tasks,
  td,
  th,
  title,
  titledLink,
  tr,
  ul,
  underline,
} from './build-document.ts'
import type { Random } from './random.ts'

const WORDS = [
  'a',
  'b',
  'word',
  'two words',
  ' ',
  '  lead',
  'trail  ',
  '\u00a0',
  'ünï',
  '日本',
  '😀',
  'אבג',
  '\t',
  'x\ty',
  '\n',
  '\u2003',
  '#',
  '# x',
  '## ',
  '-',
  '- x',
  '+ ',
  '* x',
  '1.',
  '1. x',
  '12) ',
  '>',
  '> q',
  '---',
  '===',
  '=',
  '***',
  '___',
  '[ ]',
  '[x] ',
  '[a](b)',
  '![i](j)',
  '[r]: /u',
  '<u>',
  '</u>',
  '<u>x</u>',
  '<sup>',
  '</mark>',
  '<br>',
  '<3',
  '<a@b.c>',
  '<x:y>',
  '~',
  '~~',
  '~~s~~',
  '`',
  '``',
  '```',
  '`c`',
  '*',
  '**',
  '*e*',
  '**b**',
  '_',
  '__',
  'snake_case',
  '_e_',
  '&',
  '&amp;',
  '&#42;',
  '&amp',
  '\\',
  '\\*',
  '\\\\',
  '!',
  '"',
  "'",
  '(',
  ')',
  '.',
  ',',
  '…',
  '“',
  '€',
  'http://x.y',
  '|',
  '    indented',
  '~~~',
  '```js',
] as const
const URLS = [
  'https://example.org/',
  'http://x.y/a(b)c',
  '/relative path',
  'mailto:a@b.c',
  '#top',
  'a&amp;b',
  'x?a=1&b=2;',
  'ünï/日本',
  '<odd>',
  'q"\'`*_~[]!',
  'tel:+1',
] as const
const CODE = [
  'x',
  'let a = 1',
  '```',
  '~~~',
  '  indented',
  '\ttab',
  '',
  '\n',
  'a\n\nb',
  '# no',
  '> no',
  '- no',
  '    deep',
  '</pre>',
  '\u00a0',
] as const
const LANGUAGES = ['', 'js', 'c++', 'objective-c', 'a.b_c#'] as const

/**
 * A document that Markdown can hold exactly. Left out because CommonMark has no way to write it: an empty
 * paragraph beside other blocks (empty lines mean nothing), a hard break at the end of a block or in a title
 * or heading (a backslash there is a backslash, a heading is one line), a format on a hard break that its
 * neighbours do not share, code on anything but text, a newline in inline code (read as a space), carriage
 * returns in code (read as newlines), and control characters (no character reference stands for one). Left out
 * too is what has a meaning of its own when read: a picture, or a link to a kept file, alone in its paragraph
 * (a figure, an attachment), a link mark on a link to a document, a section without blocks, a table whose
 * header has no word; and what `lossesOf` counts: mentions, merged cells, blocks in cells, header cells beside
 * the first row, formats in captions, colours other than a yellow highlight, and alignment
 * but of whole columns.
 */
export function randomDocument(random: Random): Node {
  const name = random.chance(0.3) ? '' : randomText(random)
  const isEmpty = random.chance(0.02)
  return doc(title(name), ...(isEmpty ? [p()] : randomBlocks(random, 1 + random.int(6), 0)))
}

function randomBlocks(random: Random, count: number, depth: number): Node[] {
  return Array.from({ length: count }, () => randomBlock(random, depth))
}

const FILES = ['/files/AbC-12_x/report.pdf', '/files/1/a b.zip', '/files/x'] as const
const DOCUMENTS = ['AAAAAAAAAAAAAAAAAAAAAA', 'abcdefghijklmnopqrst_Q'] as const
const KINDS = ['note', 'tip', 'important', 'warning', 'caution'] as const

function randomBlock(random: Random, depth: number): Node {
  if (random.chance(0.25)) return randomNewBlock(random, depth)
  const kind = random.int(depth < 4 ? 12 : 7)
  if (kind < 4) return randomParagraph(random)
  if (kind === 4) return h(random.pick([1, 2, 3]), ...(random.chance(0.1) ? [] : randomLine(random, false)))
  if (kind === 5) return pre(randomCode(random), random.pick(LANGUAGES))
  if (kind === 6) return hr()
  if (kind < 9) return quote(...randomItem(random, depth + 1))
  const items = Array.from({ length: 1 + random.int(3) }, () => randomItem(random, depth + 1))
  if (kind === 9) return ul(...items.map((item) => li(...item)))
  if (kind === 10) return tasks(...items.map((item) => task(random.chance(0.5), ...item)))
  return ol(random.pick([0, 1, 1, 1, 7, 99, 999_999_999]), ...items.map((item) => li(...item)))
}

/** A block of schema version 2. */
function randomNewBlock(random: Random, depth: number): Node {
  const kind = random.int(depth < 4 ? 5 : 3)
  if (kind === 0) {
    const src = random.pick(URLS.filter((url) => !/^(mailto|tel):/.test(url)))
    const width = random.chance(0.5) ? null : 1 + random.int(4_000)
    return figure(src, random.chance(0.5) ? randomText(random) : '', { alt: randomText(random), width })
  }
  if (kind === 1) {
    const size = random.chance(0.5) ? 0 : 1 + random.int(10_000_000)
    return attachment(random.pick(FILES), randomText(random), size)
  }
  if (kind === 2) return randomTable(random)
  if (kind === 3) return callout(random.pick(KINDS), ...randomItem(random, depth + 1))
  const words = random.chance(0.2) ? '' : randomText(random)
  return details(words, ...(random.chance(0.2) ? [p()] : randomItem(random, depth + 1)))
}

function randomTable(random: Random): Node {
  const columns = 1 + random.int(4)
  const aligns = Array.from({ length: columns }, () => random.pick([null, null, 'center', 'right'] as const))
  const inColumn = (column: number, cell: Node) => {
    const align = aligns[column]
    return align ? aligned(align, cell) : cell
  }
  const cells = (make: typeof td) =>
    Array.from({ length: columns }, (_, column) => make(inColumn(column, randomCell(random))))
  const rows = Array.from({ length: random.int(4) }, () => tr(...cells(td)))
  const header = tr(th(inColumn(0, p(randomText(random), 'h'))), ...cells(th).slice(1))
  return random.chance(0.7) || rows.length === 0 ? table(header, ...rows) : table(...rows)
}

function randomCell(random: Random): Node {
  return random.chance(0.2) ? p() : p(...randomLine(random, true))
}

/** A picture alone would be a figure, a kept file an attachment. */
function randomParagraph(random: Random): Node {
  const line = p(...randomLine(random, true))
  return line.childCount === 1 && !line.firstChild?.isText ? p('a', ...line.children) : line
}

function randomItem(random: Random, depth: number): Node[] {
  if (random.chance(0.1)) return [p()]
  const blocks = randomBlocks(random, random.chance(0.5) ? 0 : 1 + random.int(3), depth)
  return random.chance(0.8) || blocks.length === 0 ? [randomParagraph(random), ...blocks] : blocks
}

function randomLine(random: Random, breaks: boolean): Content[] {
  const parts = Array.from({ length: 1 + random.int(5) }, () => randomPhrase(random, breaks, 0))
  return [...parts.flat(), randomText(random)]
}

function randomPhrase(random: Random, breaks: boolean, depth: number): Content[] {
  const kind = random.int(depth < 3 ? 12 : 6)
  if (kind < 4) return [randomText(random)]
  if (kind === 4)
    return code(random.pick(['c', '`', '``', 'a`b', ' c ', '  ', '   ', '*x*', '\\', '</u>', '[', '&lt;']))
  if (kind === 5) return randomLeaf(random, breaks && depth === 0)
  const inner = Array.from({ length: 1 + random.int(3) }, () => randomPhrase(random, false, depth + 1)).flat()
  // A hard break between two words of the same format shares it.
  if (breaks && random.chance(0.2))
    inner.splice(0, inner.length, randomText(random), br(), randomText(random))
  const marked = (...content: Content[]) => highlight('yellow', ...content)
  const wraps = [strong, em, underline, strike, sup, sub, marked, linked(random)]
  const hasReference = inner.some((one) => JSON.stringify(one).includes('document_link'))
  const wrap = random.pick(hasReference ? wraps.slice(0, -1) : wraps)
  return [wrap(...inner)]
}

function randomLeaf(random: Random, breaks: boolean): Content[] {
  if (breaks && random.chance(0.5)) return [br()]
  if (random.chance(0.3)) return [documentLink(random.pick(DOCUMENTS), randomText(random).trim())]
  const src = random.pick(URLS.filter((url) => !/^(mailto|tel):/.test(url)))
  return [
    img(src, random.chance(0.5) ? randomText(random) : '', random.chance(0.3) ? randomText(random) : ''),
  ]
}

function linked(random: Random): typeof strong {
  const href = random.pick(URLS)
  const tip = random.chance(0.2) ? randomText(random) : ''
  if (random.chance(0.2)) return () => titledLink(href, '', href)
  return (...content) => titledLink(href, tip, ...content)
}

function randomText(random: Random): string {
  return Array.from({ length: 1 + random.int(3) }, () => random.pick(WORDS)).join('')
}

function randomCode(random: Random): string {
  return Array.from({ length: random.int(5) }, () => random.pick(CODE)).join(random.pick(['\n', '']))
}

import type { Node } from 'prosemirror-model'
import {
  br,
  type Content,
  code,
  doc,
  em,
  h,
  hr,
  img,
  li,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  task,
  tasks,
  title,
  titledLink,
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
 * returns in code (read as newlines), and control characters (no character reference stands for one).
 */
export function randomDocument(random: Random): Node {
  const name = random.chance(0.3) ? '' : randomText(random)
  const isEmpty = random.chance(0.02)
  return doc(title(name), ...(isEmpty ? [p()] : randomBlocks(random, 1 + random.int(6), 0)))
}

function randomBlocks(random: Random, count: number, depth: number): Node[] {
  return Array.from({ length: count }, () => randomBlock(random, depth))
}

function randomBlock(random: Random, depth: number): Node {
  const kind = random.int(depth < 4 ? 12 : 7)
  if (kind < 4) return p(...randomLine(random, true))
  if (kind === 4) return h(random.pick([1, 2, 3]), ...(random.chance(0.1) ? [] : randomLine(random, false)))
  if (kind === 5) return pre(randomCode(random), random.pick(LANGUAGES))
  if (kind === 6) return hr()
  if (kind < 9) return quote(...randomItem(random, depth + 1))
  const items = Array.from({ length: 1 + random.int(3) }, () => randomItem(random, depth + 1))
  if (kind === 9) return ul(...items.map((item) => li(...item)))
  if (kind === 10) return tasks(...items.map((item) => task(random.chance(0.5), ...item)))
  return ol(random.pick([0, 1, 1, 1, 7, 99, 999_999_999]), ...items.map((item) => li(...item)))
}

function randomItem(random: Random, depth: number): Node[] {
  if (random.chance(0.1)) return [p()]
  const blocks = randomBlocks(random, random.chance(0.5) ? 0 : 1 + random.int(3), depth)
  return random.chance(0.8) || blocks.length === 0 ? [p(...randomLine(random, true)), ...blocks] : blocks
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
  const wrap = random.pick([strong, em, underline, strike, linked(random)])
  return [wrap(...inner)]
}

function randomLeaf(random: Random, breaks: boolean): Content[] {
  if (breaks && random.chance(0.5)) return [br()]
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

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

/**
 * Writes `web/faces` and `web/styles/faces.css`: the Latin faces with the weights and features that pages use, in
 * two parts each, the letters of English and German apart from the rest; other scripts' as they come. To be run
 * when a face's package has another version, with the cutter where Node finds it:
 *
 *   npm install --no-save subset-font@2.9.0 && node scripts/cut-faces.mjs && npx biome format --write web/styles
 */

const ALL = [{ label: 'wght', min: 400, max: 700 }]
/** A page is hardly ever without a heading, and seldom with words that are bold and italic. */
const APART = [
  { label: 'regular', min: 400, max: 400 },
  { label: 'bold', min: 500, max: 700 },
]
const FACES = [
  { name: 'literata', family: 'Literata Variable', style: 'normal', weights: ALL },
  { name: 'literata', family: 'Literata Variable', style: 'italic', weights: APART },
  { name: 'inter', family: 'Inter Variable', style: 'normal', weights: ALL },
]

const FEATURES = ['kern', 'liga', 'locl', 'ccmp', 'tnum']
/** What tells design programs about a family, and old screens how to smooth it. */
const TABLES_NOT_KEPT = ['STAT', 'gasp', 'meta']
/** Of two parts that have a letter, a page asks the later: Vietnamese is a quarter of all Latin letters. */
const ORDER = ['cyrillic-ext', 'cyrillic', 'greek-ext', 'greek', 'latin-ext', 'vietnamese', 'latin']
/** Who made it, and where its licence is, stays in each file; the licences themselves lie beside them. */
const NAMES = [0, 14]

/** What most pages are written with: ASCII, the letters of German, and the signs that typing makes. */
const FIRST = new Set(
  [
    ...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i),
    ...Array.from('\u00a0äöüÄÖÜß©«»·×‐–—‘’‚“”„•…›‹€→', (sign) => /** @type {number} */ (sign.codePointAt(0))),
  ].sort((a, b) => a - b),
)

// Named by a variable: it is no dependency, and is asked for only where faces are cut.
const CUTTER = 'subset-font'
const { default: subsetFont } = await import(CUTTER)
const rules = []
const sources = []

for (const { name, family, style, weights } of FACES) {
  const folder = `@fontsource-variable/${name}`
  const ranges = JSON.parse(readFileSync(join(ROOT, 'node_modules', folder, 'unicode.json'), 'utf8'))
  for (const script of ORDER) {
    const range = ranges[script]
    const file = `${name}-${script}-wght-${style}.woff2`
    if (script !== 'latin') {
      for (const weight of weights) rules.push(rule(family, style, weight, `${folder}/files/${file}`, range))
      continue
    }
    const source = readFileSync(join(ROOT, 'node_modules', folder, 'files', file))
    sources.push(`${createHash('sha256').update(source).digest('hex')}  ${folder}/files/${file}`)
    for (const weight of weights) {
      for (const [part, points] of partsOf(range)) {
        const cutFile = `${name}-${part}-${weight.label}-${style}.woff2`
        writeFileSync(join(ROOT, 'web/faces', cutFile), await cut(source, points, weight))
        rules.push(rule(family, style, weight, `../faces/${cutFile}`, rangeOf(points)))
      }
    }
  }
}
writeFileSync(join(ROOT, 'web/faces/cut-from'), `${sources.join('\n')}\n`)
writeFileSync(
  join(ROOT, 'web/styles/faces.css'),
  `/* Written by scripts/cut-faces.mjs. A page fetches a part when one of its letters is on it. */\n${rules.join('\n')}`,
)

/**
 * @param {Buffer} source
 * @param {readonly number[]} points
 * @param {{ min: number, max: number }} weight
 */
function cut(source, points, { min, max }) {
  return subsetFont(source, String.fromCodePoint(...points), {
    targetFormat: 'woff2',
    keepFeatures: FEATURES,
    variationAxes: { wght: min === max ? min : { min, max } },
    preserveNameIds: NAMES,
    dropTables: TABLES_NOT_KEPT,
  })
}

/**
 * @param {string} range
 * @returns {[string, number[]][]}
 */
function partsOf(range) {
  const all = pointsOf(range)
  return [
    ['latin', all.filter((point) => FIRST.has(point))],
    ['latin-more', all.filter((point) => !FIRST.has(point))],
  ]
}

/**
 * @param {string} family
 * @param {string} style
 * @param {{ min: number, max: number }} weight
 * @param {string} url
 * @param {string} range
 */
function rule(family, style, { min, max }, url, range) {
  return `@font-face {
  font-family: "${family}";
  font-style: ${style};
  font-weight: ${min === max ? min : `${min} ${max}`};
  font-display: swap;
  src: url("${url}") format("woff2");
  unicode-range: ${range.replaceAll(',', ', ')};
}
`
}

/**
 * @param {string} range as in a style sheet, without spaces
 * @returns {number[]} the places of letters that a page can hold
 */
function pointsOf(range) {
  return range.split(',').flatMap((part) => {
    const [from, to = from] = part.replace('U+', '').split('-')
    const first = Math.max(Number.parseInt(from ?? '', 16), 0x20)
    return Array.from({ length: Number.parseInt(to ?? '', 16) - first + 1 }, (_, i) => first + i)
  })
}

/**
 * @param {readonly number[]} points in ascending order
 */
function rangeOf(points) {
  /** @type {[number, number][]} */
  const runs = []
  for (const point of points) {
    const last = runs.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else runs.push([point, point])
  }
  const hex = (/** @type {number} */ point) => point.toString(16).toUpperCase().padStart(4, '0')
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',')
}

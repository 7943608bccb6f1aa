/** A text in the form in which spellings are compared, and where each of its characters stands in the text itself. */
export interface FoldedText {
  readonly text: string
  /** Where what a character of `text` comes from begins; one more for the end of all. */
  start(at: number): number
  /** Where it ends. */
  end(at: number): number
}

/** Signs that are typed one way and stand in a text in another: the editor curls quotation marks. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from('‘’‚‛′ʼʻ‹›＇', (sign) => [sign, "'"] as const),
  ...Array.from('“”„‟″«»＂', (sign) => [sign, '"'] as const),
  ...Array.from('‐‑⁃−﹣－', (sign) => [sign, '-'] as const),
  ...Array.from('‒–', (sign) => [sign, '–'] as const),
  ...Array.from('—―⸺', (sign) => [sign, '—'] as const),
  ['→', '->'],
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  // Its lower case would be an i with a dot above.
  ['ı', 'i'],
])

/** Shown as nothing, or as a hyphen at a line's end only. */
const INVISIBLE =
  /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u034f|[\ufe00-\ufe0f]/gu
const SPACE = /\p{Zs}/u
/** A character with the marks on it. */
const UNIT = /\P{M}\p{M}*|\p{M}+/gu
const ASCII = /^[\0-\x7f]*$/
/** The end of a line is none of a paragraph; what stands for a picture stays, too. */
const KEPT = /[\n\u2029]/

const MOST_KNOWN = 5_000

/**
 * Makes what folds texts: compatibility characters and composed ones taken apart (NFKD), quotation marks, dashes and
 * spaces of one kind each, ß as ss, signs that show nothing left out. Case and accents stay. It remembers letters.
 */
export function createFolding(): (text: string) => FoldedText {
  const known = new Map<string, string>()
  return (text) =>
    foldText(text, (unit) => {
      const before = known.get(unit)
      if (before !== undefined) return before
      const form = KEPT.test(unit) ? unit : foldUnit(unit)
      if (known.size < MOST_KNOWN) known.set(unit, form)
      return form
    })
}

function foldText(text: string, fold: (unit: string) => string): FoldedText {
  if (ASCII.test(text)) return { text, start: (at) => at, end: (at) => at + 1 }
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const unit of text.match(UNIT) ?? []) {
    const form = unit.length === 1 && unit < '\x80' ? unit : fold(unit)
    for (let i = 0; i < form.length; i++) {
      starts.push(at)
      ends.push(at + unit.length)
    }
    folded += form
    at += unit.length
  }
  return { text: folded, start: (i) => starts[i] ?? at, end: (i) => ends[i] ?? at }
}

function foldUnit(unit: string): string {
  const [base = ''] = unit
  const sign = SIGNS.get(base)
  const whole = sign === undefined ? unit : sign + unit.slice(base.length)
  return SPACE.test(base) ? ' ' : whole.replace(INVISIBLE, '').normalize('NFKD')
}

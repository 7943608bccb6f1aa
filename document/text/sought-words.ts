import { eachPiece } from './unspaced.ts'

/** What a text is searched for. */
export interface SoughtWords {
  /** Words as their pieces in their plain form: one, or several of a script without spaces that follow each other. */
  readonly runs: readonly (readonly string[])[]
  /** True when the last piece of the last one may be the beginning of a word. */
  readonly mayGoOn: boolean
}

/** A word of a text, or a letter of a script without spaces, and whether it belongs to what was sought. */
export interface Word {
  readonly from: number
  readonly to: number
  readonly isHit: boolean
}

/** A text without case and accents, as words are compared. */
export function plainForm(text: string): string {
  const isAscii = /^[ -~]*$/.test(text)
  return (isAscii ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase()
}

/**
 * The words of a text from its beginning on, as they are asked for: nothing behind the last one asked for is looked
 * at but for the length of what was sought. The work grows with the text alone, whatever is sought in it.
 */
export function* wordsOf(text: string, { runs, mayGoOn }: SoughtWords): Generator<Word> {
  const last = mayGoOn ? runs.at(-1) : undefined
  const exact = new Set(runs.filter((run) => run.length === 1).map(([word]) => word))
  const beginning = last?.length === 1 ? last[0] : undefined
  const long = runs.filter((run) => run.length > 1)
  const longest = Math.max(1, ...long.map((run) => run.length))
  const toPlain = rememberPlain()
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const finders = long.map((pieces) => createFinder(pieces, pieces === last))
    const waiting: { from: number; to: number; isHit: boolean }[] = []
    let count = 0
    for (const piece of eachPiece(run)) {
      const plain = toPlain(piece.text)
      const from = index + piece.at
      const isHit = exact.has(plain) || (beginning !== undefined && plain.startsWith(beginning))
      waiting.push({ from, to: from + piece.text.length, isHit })
      count += 1
      for (const finder of finders) {
        const isLast = (at: number) => waiting[waiting.length - (count - at)]
        for (const at of finder.take(plain)) Object.assign(isLast(at) ?? {}, { isHit: true })
      }
      if (waiting.length > longest) yield* waiting.splice(0, waiting.length - longest)
    }
    yield* waiting
  }
}

/** Letters come again and again. */
function rememberPlain(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    if (text.length > 4) return plainForm(text)
    const plain = known.get(text) ?? plainForm(text)
    known.set(text, plain)
    return plain
  }
}

/** Looks for pieces that follow each other, one after another. */
interface Finder {
  /** Takes the next piece of the text; answers the indexes of those that are now known to belong to a hit, each once. */
  take(piece: string): Iterable<number>
}

/**
 * Knuth, Morris and Pratt 1977, "Fast pattern matching in strings": each piece of the text is looked at once, however
 * often what is sought repeats itself. With `mayGoOn` the last piece may be the beginning of one.
 */
function createFinder(sought: readonly string[], mayGoOn: boolean): Finder {
  const whole = mayGoOn ? sought.slice(0, -1) : sought
  const beginning = mayGoOn ? (sought.at(-1) ?? '') : undefined
  const backs = backsOf(whole)
  let matched = 0
  let index = -1
  let told = -1

  function advance(piece: string): void {
    if (matched === whole.length) matched = backs[matched] ?? 0
    while (matched > 0 && whole[matched] !== piece) matched = backs[matched] ?? 0
    if (whole[matched] === piece) matched += 1
  }

  return {
    *take(piece) {
      index += 1
      const wasWhole = matched === whole.length
      advance(piece)
      const isHit =
        beginning === undefined ? matched === whole.length : wasWhole && piece.startsWith(beginning)
      if (!isHit) return
      for (let at = Math.max(told + 1, index - sought.length + 1); at <= index; at++) yield at
      told = index
    },
  }
}

/** For so many matched pieces, how many of them are still matched when the next one differs. */
function backsOf(pieces: readonly string[]): readonly number[] {
  const backs = [0, 0]
  for (let i = 1; i < pieces.length; i++) {
    let matched = backs[i] ?? 0
    while (matched > 0 && pieces[matched] !== pieces[i]) matched = backs[matched] ?? 0
    backs.push(pieces[matched] === pieces[i] ? matched + 1 : 0)
  }
  return backs
}

const PLAIN = /[\n\x20-\x7e\u00a0-\u02ff]/
const JOINERS = /[\u200b\u200c\u00ad\ufeff]/

/**
 * Tells whether a place of a text is between two characters as a reader counts them (grapheme clusters, UAX 29): not
 * between a letter and its accent, nor within a flag or a family.
 */
export function bordersOf(text: string): (at: number) => boolean {
  let segments: Intl.Segments | undefined
  return (at) => {
    const [before, after] = [text.charAt(at - 1), text.charAt(at)]
    if (before === '' || after === '' || (PLAIN.test(before) && PLAIN.test(after))) return true
    // It shows nothing, and Persian has it between the parts of a word.
    if (JOINERS.test(after)) return true
    segments ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
    return segments.containing(at)?.index === at
  }
}

/** One character as a reader counts them, and never a part of one; near enough to UAX 29 for an expression. */
const CHARACTER = [
  '\\p{RI}{2}(?!\\p{M})',
  '\\p{ExtPict}[\\p{M}\\p{EMod}]*(?:\\u200d\\p{ExtPict}[\\p{M}\\p{EMod}]*)*(?![\\p{M}\\p{EMod}\\u200d])',
  '(?!\\p{ExtPict}|\\p{RI}{2}).\\p{M}*(?!\\p{M})',
].join('|')

/** An expression in which a dot is one character as a reader counts them, such as a thumb with its skin tone. */
export function byCharacters(source: string): string {
  let isInClass = false
  return source.replace(/\\[\s\S]|[.[\]]/g, (sign) => {
    if (sign === '[') isInClass = true
    if (sign === ']') isInClass = false
    return sign === '.' && !isInClass ? `(?:${CHARACTER})` : sign
  })
}

const FENCE = /^[\s>]*(```+|~~~+)/
const CODE_SPAN = /(`+)[^`](?:[\s\S]*?[^`])?\1(?!`)/g
const ESCAPE = /\\([!-/:-@[-`{-~])|&#(\d{1,7});/g

/**
 * Markdown as people read it and put it into a letter or a terminal: with its signs, and without the backslashes that
 * only say that a sign is none.
 */
export function withoutEscapes(markdown: string): string {
  let fence: string | undefined
  return markdown
    .split('\n')
    .map((line) => {
      const mark = FENCE.exec(line)?.[1]
      if (fence) {
        if (mark?.startsWith(fence)) fence = undefined
        return line
      }
      fence = mark
      return fence ? line : plainLine(line)
    })
    .join('\n')
}

function plainLine(line: string): string {
  let plain = ''
  let end = 0
  for (const { 0: code, index } of line.matchAll(CODE_SPAN)) {
    if (line[index - 1] === '\\') continue
    plain += unescaped(line.slice(end, index)) + code
    end = index + code.length
  }
  // What ends a line within a paragraph is seen without its sign.
  return (plain + unescaped(line.slice(end))).replace(/\\$/, (sign) => (/[^\\]\\$/.test(line) ? '' : sign))
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_all, sign: string | undefined, code: string | undefined) =>
    sign === undefined ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : sign,
  )
}

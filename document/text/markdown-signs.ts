/** Whoever writes Markdown shows it early; a search through a million brackets would take minutes. */
const JUDGED_LENGTH = 20_000

/** An address, so that `a[i](x)` of a program is none. */
const ADDRESS = String.raw`(?:[a-z][a-z\d+.-]*:|[#/]|\.{1,2}\/|[^\s()/]+\.[a-z\d]{2,}|[^\s()]+\/)[^\s()]*`

/** Signs that nobody writes by accident: one is enough. */
const PROOFS: readonly RegExp[] = [
  new RegExp(String.raw`!?\[[^\]\n]+\]\(<?${ADDRESS}>?(?:[ \t]+"[^"\n]*")?\)`, 'i'),
  /^[ \t]*(```+|~~~+)[^`\n]*\n(?:[^\n]*\n){0,500}?[ \t]*\1[ \t]*$/m,
  /^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?$/m,
  /^[ \t]{0,3}> ?\[![a-z]+\]/im,
]

/** Signs that stand in mails, programs and verse too: it takes two kinds, or two of one in `TWICE`. */
const HINTS = {
  heading: /(?:^|\n[ \t]*\n)[ \t]{0,3}#{1,6} \S[^\n]*(?=\n[ \t]*(?:\n|$)|$)/,
  item: /^[ \t]*(?:[-*+]|\d{1,9}[.)]) \S/m,
  strong: /(?:^|[^\p{L}\p{N}*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\p{L}\p{N}*])/u,
  code: /(?:^|[\s(])`[^`\n]+`(?![\p{L}\p{N}`])/u,
  strike: /(?:^|[^\p{L}\p{N}~])~~[^\s~](?:[^~\n]*[^\s~])?~~(?![\p{L}\p{N}~])/u,
} as const

const TWICE = [HINTS.strong, /(?:^|\n[ \t]*\n)[ \t]{0,3}#{2,6} \S[^\n]*(?=\n[ \t]*(?:\n|$)|$)/] as const

/** How the lines of programs end or begin: their signs mean something else. */
const PROGRAM = /^#!|[;{]$|^[ \t]+(?:return|if|for|while)\b|\):$/m

/**
 * True when a text is written in Markdown, and not merely in words that share a sign with it. A `#`, a `>`, a rule or
 * one pair of stars is no proof: comments, answered mails and verse have them.
 */
export function isMarkdown(text: string): boolean {
  const beginning = text.slice(0, JUDGED_LENGTH).replace(/\r\n?/g, '\n')
  if (PROOFS.some((sign) => sign.test(beginning))) return true
  if (PROGRAM.test(beginning)) return false
  const kinds = Object.values(HINTS).filter((sign) => sign.test(beginning))
  return kinds.length > 1 || TWICE.some((sign) => isTwice(beginning, sign))
}

function isTwice(text: string, sign: RegExp): boolean {
  const found = sign.exec(text)
  return found !== null && sign.test(text.slice(found.index + found[0].length))
}

import { InputRule } from 'prosemirror-inputrules'
import type { EditorState, Plugin } from 'prosemirror-state'
import type { Language } from '../../document/words/language.ts'
import { automatic } from './automatic.ts'

/** Quotation marks as a language opens and closes them, double and single. */
interface Quotes {
  readonly double: readonly [string, string]
  readonly single: readonly [string, string]
}

const QUOTES: Readonly<Record<Language, Quotes>> = {
  en: { double: ['“', '”'], single: ['‘', '’'] },
  de: { double: ['„', '“'], single: ['‚', '‘'] },
}

const APOSTROPHE = '’'

/** Before an opening quotation mark: nothing, a space, a dash, or what opens itself. */
const OPENS = /(?:^|[\s([{<\u2013\u2014\uFFFC“„‘‚«]|\p{Emoji_Presentation}|\p{EMod}|\uFE0F)$/u

/** In `x="1"` the signs are those of a program. */
const STRAIGHT = /=$|=["'][^"']*$/

/**
 * Signs that a keyboard has not: curly quotation marks, dashes, an ellipsis, an arrow. One Backspace right
 * afterwards gives back what was typed; code stays as it is. `isOn` is asked at each of them.
 */
export function typography(language: Language, isOn: () => boolean): Plugin {
  const { double, single } = QUOTES[language]
  return automatic([
    rule(isOn, /()"$/, (before) =>
      STRAIGHT.test(before) ? undefined : OPENS.test(before) ? double[0] : double[1],
    ),
    rule(isOn, /()'$/, (before) => {
      if (STRAIGHT.test(before)) return undefined
      if (OPENS.test(before)) return single[0]
      return hasOpen(before, single) ? single[1] : APOSTROPHE
    }),
    // Years without their century: '90s.
    rule(isOn, /((?:^|[\s(]))[‘‚]\d0s$/, (_before, typed) => APOSTROPHE + typed.slice(1)),
    rule(isOn, /(\S )-- $/, () => '– '),
    rule(isOn, /(\S ?)--- $/, () => '— '),
    rule(isOn, /(^|[^.])\.\.\.$/, () => '…'),
    rule(isOn, /(^|[^-<])->$/, () => '→'),
  ])
}

/** Group 1 of a pattern stays as it is; what follows it gives way to what `replacement` makes of the text before. */
function rule(
  isOn: () => boolean,
  pattern: RegExp,
  replacement: (before: string, typed: string) => string | undefined,
): InputRule {
  return new InputRule(
    pattern,
    (state, [all, kept = ''], start, end) => {
      const from = start + kept.length
      // What an input method or a suggestion puts in at once is not there yet, and would be lost.
      if (from > end) return null
      const before = textBefore(state, from)
      // Behind a backtick whose partner is still to come there will be code.
      if (!isOn() || before.split('`').length % 2 === 0) return null
      const text = replacement(before, all.slice(kept.length))
      return text === undefined ? null : state.tr.insertText(text, from, end)
    },
    { inCodeMark: false },
  )
}

/** True when a single quotation is open: then the sign closes it, else it is an apostrophe. */
function hasOpen(before: string, [opening, closing]: readonly [string, string]): boolean {
  return before.lastIndexOf(opening) > before.lastIndexOf(closing)
}

function textBefore(state: EditorState, end: number): string {
  const $end = state.doc.resolve(end)
  return $end.parent.textBetween(0, $end.parentOffset, '\n', '\uFFFC')
}

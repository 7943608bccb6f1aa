import { InputRule, wrappingInputRule } from 'prosemirror-inputrules'
import type { Attrs, MarkType } from 'prosemirror-model'
import { type EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { isLanguage } from '../../document/schema/attributes.ts'
import { schema } from '../../document/schema/schema.ts'
import { automatic } from './automatic.ts'
import { holdsMoreThanText, keepAlign } from './blocks.ts'
import { calloutFromSign, readCalloutSign } from './sections/callout.ts'
import { toDetails } from './sections/details.ts'

const { nodes, marks } = schema

/** Markdown while typing. One Backspace right afterwards gives back what was typed. */
export function markdownRules(): Plugin {
  return automatic([...blockRules(), ...markRules()])
}

function blockRules(): InputRule[] {
  return [
    new InputRule(/^(#{1,3})\s$/, makeHeading),
    taskRule(),
    wrappingInputRule(/^\s*[-*+]\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^(\d{1,9})[.)]\s$/,
      nodes.ordered_list,
      (match) => ({ order: Number(match[1]) }),
      (match, before) => before.childCount + Number(before.attrs['order']) === Number(match[1]),
    ),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    new InputRule(/^>>\s$/, makeSection),
    new InputRule(/^\[!\w+\]\s$/, (state, [sign], start, end) => {
      const kind = readCalloutSign(sign)
      return kind ? calloutFromSign(state.tr, start, end, kind) : null
    }),
    new InputRule(/^```(\S*)\s$/, makeCode),
    new InputRule(/^(?:---|—-|\*\*\*)$/, makeRule),
  ]
}

function makeHeading(
  state: EditorState,
  match: RegExpMatchArray,
  start: number,
  end: number,
): Transaction | null {
  const $start = state.doc.resolve(start)
  if (!$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), nodes.heading)) return null
  const attrs = keepAlign($start.parent, nodes.heading, { level: match[1]?.length ?? 1 })
  return state.tr.delete(start, end).setBlockType(start, start, nodes.heading, attrs)
}

/** Not where the block holds pictures or references: as code they would be gone. */
function makeCode(
  state: EditorState,
  match: RegExpMatchArray,
  start: number,
  end: number,
): Transaction | null {
  const $start = state.doc.resolve(start)
  if (holdsMoreThanText($start.parent)) return null
  if (!$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), nodes.code_block)) return null
  const language = isLanguage(match[1]) ? match[1] : ''
  return state.tr.delete(start, end).setBlockType(start, start, nodes.code_block, { language })
}

function markRules(): InputRule[] {
  return [
    markRule(/(?:^|[^\p{L}\p{M}\p{N}*])(\*\*([^\s*](?:[^*]*[^\s*])?)\*\*)$/u, marks.strong),
    markRule(/(?:^|[^\p{L}\p{M}\p{N}*])(\*([^\s*](?:[^*]*[^\s*])?)\*)$/u, marks.em),
    markRule(/(?:^|[^\p{L}\p{M}\p{N}_])(_([^\s_](?:[^_]*[^\s_])?)_)$/u, marks.em),
    markRule(/(?:^|[^\p{L}\p{M}\p{N}~])(~~([^\s~](?:[^~]*[^\s~])?)~~)$/u, marks.strike),
    markRule(/(?:^|[^\p{L}\p{M}\p{N}=])(==([^\s=](?:[^=]*[^\s=])?)==)$/u, marks.highlight, {
      colour: 'yellow',
    }),
    markRule(/(?:^|[^`])(`([^`]+)`)$/, marks.code),
  ]
}

/** `[] `, `[ ] ` and `[x] `, at the start of a paragraph or of an item that has just become one. */
function taskRule(): InputRule {
  return new InputRule(/^\s*\[([ xX]?)\]\s$/, (state, match, start, end) => {
    const checked = /x/i.test(match[1] ?? '')
    const $start = state.doc.resolve(start)
    if ($start.parent.type !== nodes.paragraph) return null
    const tr = state.tr.delete(start, end)
    let range = tr.doc.resolve(start).blockRange()
    if (range?.parent.type === nodes.list_item && $start.node(-2).childCount === 1) {
      // "- [ ] " comes as a bullet first: the list of this one item gives way.
      const depth = $start.depth - 3
      tr.lift(range, depth)
      range = tr.doc.resolve(tr.mapping.map(start)).blockRange()
    }
    if (range?.parent.type === nodes.task_item || !range) return null
    return tr.wrap(range, [{ type: nodes.task_list }, { type: nodes.task_item, attrs: { checked } }])
  })
}

/** The line becomes the line of a collapsible section. */
function makeSection(
  state: EditorState,
  _match: RegExpMatchArray,
  start: number,
  end: number,
): Transaction | null {
  if (state.doc.resolve(start).parent.type !== nodes.paragraph) return null
  const tr = state.tr.delete(start, end)
  const range = tr.doc.resolve(start).blockRange()
  return range && toDetails(tr, range) ? tr : null
}

/** The line becomes a rule, the caret goes on in a paragraph below it. */
function makeRule(
  state: EditorState,
  _match: RegExpMatchArray,
  start: number,
  end: number,
): Transaction | null {
  const $start = state.doc.resolve(start)
  // In front of words it is how somebody begins a line: they would be gone.
  if ($start.parent.type !== nodes.paragraph || end < $start.end()) return null
  const at = $start.before()
  const tr = state.tr.replaceWith(at, $start.after(), [
    nodes.horizontal_rule.create(),
    nodes.paragraph.create(),
  ])
  return tr.setSelection(TextSelection.create(tr.doc, at + 2))
}

/** True behind a backtick whose partner is still to come: signs there will be code. */
function isInOpenCode(match: RegExpMatchArray, marked: string): boolean {
  const before = (match.input ?? '').slice(0, -marked.length)
  return before.split('`').length % 2 === 0
}

/** Group 1 is the text with its signs, group 2 without them. The closing sign was typed, but is not in yet. */
function markRule(regexp: RegExp, type: MarkType, attrs: Attrs | null = null): InputRule {
  return new InputRule(
    regexp,
    (state, match, start, end) => {
      const [all, marked = '', inner = ''] = match
      const from = start + all.length - marked.length
      const textStart = from + marked.indexOf(inner)
      const textEnd = textStart + inner.length
      // What an input method or a suggestion puts in at once is not there yet, and would be lost.
      if (textEnd > end) return null
      if (!state.doc.resolve(from).parent.type.allowsMarkType(type)) return null
      if (type !== marks.code && isInOpenCode(match, marked)) return null
      const tr = state.tr
      if (textEnd < end) tr.delete(textEnd, end)
      tr.delete(from, textStart)
      const to = from + inner.length
      return tr.addMark(from, to, type.create(attrs)).removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}

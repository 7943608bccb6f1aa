import type { Token } from 'markdown-it'
import { type CalloutKind, isCalloutKind } from '../schema/section-nodes.ts'
import { asText } from './markdown-tokens.ts'

const ALERT = /^\[!([a-z][a-z0-9 _-]{0,40})(?:\|[^\]\n]{0,100})?\]([+-]?)(?:[ \t]+([^\n]*))?(?:\n|$)/i

/** What Obsidian's kinds are here; others are notes, as they are there. */
const KINDS: Readonly<Record<string, CalloutKind>> = {
  hint: 'tip',
  success: 'tip',
  check: 'tip',
  done: 'tip',
  attention: 'warning',
  failure: 'caution',
  fail: 'caution',
  missing: 'caution',
  danger: 'caution',
  error: 'caution',
  bug: 'caution',
}

/** The first line of a callout. */
interface Alert {
  readonly kind: CalloutKind
  /** What stands above it in bold: its own title, or its kind where there is no such kind here. */
  readonly title: string
  /** True for one that can be folded. */
  readonly isFolded: boolean
  readonly rest: string
}

/**
 * Turns quotes that begin with a line `[!NOTE]` into callouts, as GitHub does, and those with a title and a fold, as
 * Obsidian does: a title becomes a line in bold, what can be folded a section. For before the inline rules.
 */
export function markCallouts(tokens: readonly Token[]): Token[] {
  const marked: Token[] = []
  const quotes: (Alert | undefined)[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.type === 'blockquote_open') {
      const inline = tokens[index + 1]?.type === 'paragraph_open' ? tokens[index + 2] : undefined
      const alert = inline && readAlert(inline.content)
      quotes.push(alert)
      if (!alert) {
        marked.push(token)
        continue
      }
      inline.content = alert.rest
      marked.push(
        Object.assign(token, { type: 'callout_open', meta: { kind: alert.kind } }),
        ...headOf(alert, inline),
      )
      // A paragraph that held nothing but the first line.
      if (alert.rest === '') index += 3
    } else if (token.type === 'blockquote_close') {
      const alert = quotes.pop()
      if (alert?.isFolded) marked.push(tokenLike(token, 'details_close', -1))
      marked.push(alert ? Object.assign(token, { type: 'callout_close' }) : token)
    } else marked.push(token)
  }
  return marked
}

function readAlert(content: string): Alert | undefined {
  const [line, written = '', fold, own = ''] = ALERT.exec(content) ?? []
  if (line === undefined) return undefined
  const name = written.trim().toLowerCase()
  const kind = isCalloutKind(name) ? name : (KINDS[name] ?? 'note')
  const named = kind === name && !fold ? '' : name.charAt(0).toUpperCase() + name.slice(1)
  const rest = content.slice(line.length).replace(/^[ \t]+/, '')
  return { kind, title: own.trim() || named, isFolded: fold !== '', rest }
}

function headOf({ title, isFolded }: Alert, like: Token): Token[] {
  if (title === '') return []
  const line = Object.assign(asText(like, title), {
    type: 'inline',
    children: [],
    meta: { isStrong: !isFolded },
  })
  const around = isFolded ? 'summary' : 'paragraph'
  return [
    ...(isFolded ? [tokenLike(like, 'details_open', 1)] : []),
    tokenLike(like, `${around}_open`, 1),
    line,
    tokenLike(like, `${around}_close`, -1),
  ]
}

function tokenLike(like: Token, type: string, nesting: -1 | 0 | 1): Token {
  return Object.assign(asText(like, ''), { type, nesting, meta: null })
}

/** The line in bold that is a callout's title. For after the inline rules. */
export function strengthen({ meta, children }: Token): Token[] | undefined {
  const [first] = children ?? []
  if (!meta?.isStrong || !children || !first) return undefined
  return [tokenLike(first, 'strong_open', 1), ...children, tokenLike(first, 'strong_close', -1)]
}

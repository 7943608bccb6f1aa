import type { Node } from 'prosemirror-model'
import { schema } from '../../../document/schema/schema.ts'
import { plain } from './fuzzy.ts'

/** What a list of suggestions is about. */
export type TriggerName = 'insert' | 'mention' | 'document' | 'emoji'

/** A sign that opens a list of suggestions. What is typed after it is the query. */
export interface Trigger {
  readonly name: TriggerName
  readonly sign: string
  /** Whether the query may hold spaces between its words. */
  readonly takesSpaces: boolean
  /** Whether it means something in the title too, which holds nothing but text. */
  readonly isForTitle?: true
  /** Whether people write the sign for itself too: `km /h`. Behind other words a beginning is no choice then. */
  readonly isAlsoText?: true
}

export const TRIGGERS: Readonly<Record<TriggerName, Trigger>> = {
  insert: { name: 'insert', sign: '/', takesSpaces: true, isAlsoText: true },
  mention: { name: 'mention', sign: '@', takesSpaces: true },
  document: { name: 'document', sign: '[[', takesSpaces: true },
  emoji: { name: 'emoji', sign: ':', takesSpaces: false, isForTitle: true, isAlsoText: true },
}

const QUERY_LIMIT = 40

/** What may stand before a sign: nothing, a space, or what opens a bracket or a quotation. In a word it is text. */
const BEFORE = /(?:^|[\s([{"'“„‘‚«\u2013\u2014\uFFFC])$/

/** The sign that text before a caret has just been ended with, where it means something. */
export function triggerAt(parent: Node, textBefore: string): Trigger | undefined {
  if (parent.type.spec.code) return undefined
  // Behind a backtick whose partner is still to come there will be code.
  if (textBefore.split('`').length % 2 === 0) return undefined
  return Object.values(TRIGGERS).find(
    ({ sign, isForTitle }) =>
      (isForTitle || parent.type !== schema.nodes.title) &&
      textBefore.endsWith(sign) &&
      BEFORE.test(textBefore.slice(0, -sign.length)),
  )
}

/** The query in the text from a sign to the caret; undefined when that is no query any more. */
export function queryIn({ sign, takesSpaces }: Trigger, text: string): string | undefined {
  if (!text.startsWith(sign)) return undefined
  const query = text.slice(sign.length)
  if (query.length > QUERY_LIMIT || query.startsWith(sign) || /[\n\uFFFC\]]/.test(query)) return undefined
  if (takesSpaces ? /^\s|\s\s/.test(query) : /\s/.test(query)) return undefined
  return query
}

/** True when Enter must not take what a query only begins to name, because a person may have meant its letters. */
export function isGuess(
  { trigger, query }: { readonly trigger: TriggerName; readonly query: string },
  textBefore: string,
  names: readonly string[] = [],
): boolean {
  if (!TRIGGERS[trigger].isAlsoText || textBefore.trim() === '') return false
  return !names.some((name) => plain(name) === plain(query).trim())
}

import type { IconNode } from 'lucide'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { insertWords } from '../../words/english/insert.ts'
import type { PageActions } from '../page-actions.ts'

/** The groups of the menu, in the order they are shown. */
export const INSERTION_GROUPS = ['text', 'lists', 'blocks', 'media', 'references', 'align'] as const
export type InsertionGroup = (typeof INSERTION_GROUPS)[number]

/** The name of an entry; its label and synonyms are `toolWords.insert.entries[id]`. */
export type InsertionId = keyof typeof insertWords.insert.entries

/** One entry of the menu behind `/`. */
export interface Insertion {
  readonly id: InsertionId
  readonly group: InsertionGroup
  readonly icon: IconNode
  /** What one may type instead, as it is shown at the entry's end: '#', '```'. */
  readonly typed?: string
  /** Whether it is offered at this selection; an entry without it is offered wherever text may be formatted. */
  readonly fits?: (state: EditorState) => boolean
  /** Does it at the caret. What was typed to find the entry is gone by then. */
  readonly run: (view: EditorView, page: PageActions) => void
}

import {
  CalendarDays,
  CodeXml,
  Heading1,
  Heading2,
  Heading3,
  Image,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  TextQuote,
  Type,
} from 'lucide'
import type { Command } from 'prosemirror-state'
import { dateLocale } from '../../language.ts'
import { setBlock } from '../blocks.ts'
import { insertRule } from '../keymap.ts'
import type { Insertion } from './insertion.ts'

/** Kinds of text, and what stands between them. */
export const textInsertions: readonly Insertion[] = [
  { id: 'text', group: 'text', icon: Type, run: by(setBlock('text')) },
  { id: 'heading1', group: 'text', icon: Heading1, typed: '#', run: by(setBlock('heading1')) },
  { id: 'heading2', group: 'text', icon: Heading2, typed: '##', run: by(setBlock('heading2')) },
  { id: 'heading3', group: 'text', icon: Heading3, typed: '###', run: by(setBlock('heading3')) },
  { id: 'bullets', group: 'lists', icon: List, typed: '-', run: by(setBlock('bullets')) },
  { id: 'numbers', group: 'lists', icon: ListOrdered, typed: '1.', run: by(setBlock('numbers')) },
  { id: 'tasks', group: 'lists', icon: ListChecks, typed: '[]', run: by(setBlock('tasks')) },
  { id: 'quote', group: 'blocks', icon: TextQuote, typed: '>', run: by(setBlock('quote')) },
  { id: 'code', group: 'blocks', icon: CodeXml, typed: '```', run: by(setBlock('code')) },
  { id: 'rule', group: 'blocks', icon: Minus, typed: '---', run: by(insertRule) },
  { id: 'image', group: 'media', icon: Image, run: (_view, page) => page.openImageDialog() },
]

/** The date of today as people write it where the reader is. */
export function dateInsertion(today: () => Date): Insertion {
  return {
    id: 'date',
    group: 'references',
    icon: CalendarDays,
    run: (view) => {
      const date = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'long' })
      view.dispatch(view.state.tr.insertText(date.format(today())).scrollIntoView())
    },
  }
}

function by(command: Command): Insertion['run'] {
  return (view) => void command(view.state, view.dispatch, view)
}

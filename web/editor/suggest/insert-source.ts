import { html } from 'lit'
import type { EditorState } from 'prosemirror-state'
import { icon } from '../../elements/icons.ts'
import { toolWords } from '../../tool-words.ts'
import { insertWords } from '../../words/english/insert.ts'
import { INSERTION_GROUPS, type Insertion } from '../insertions/insertion.ts'
import { INSERTIONS } from '../insertions/insertions.ts'
import { takesMarks } from '../marks.ts'
import type { PageActions } from '../page-actions.ts'
import { best, rank } from './fuzzy.ts'
import type { Source, Suggested } from './source.ts'

/** What `/` offers: by group while nothing is typed, by how well it fits afterwards. */
export function insertSource(page: PageActions): Source {
  return {
    label: () => toolWords.insert.label,
    find: (query, view) => {
      const offered = INSERTIONS.filter((one) => fits(one, view.state))
      if (query !== '') return best(offered, (one) => rankOf(one, query)).map((one) => toSuggested(one, page))
      return INSERTION_GROUPS.flatMap((group) =>
        offered
          .filter((one) => one.group === group)
          .map((one) => ({ ...toSuggested(one, page), group: toolWords.insert.groups[group] })),
      )
    },
  }
}

/** In the reader's language and in English, which many have in their fingers. */
export function rankOf({ id }: Insertion, query: string): number | undefined {
  const ranks = [toolWords.insert.entries[id], insertWords.insert.entries[id]].flatMap(
    ({ label, also }) => rank(query, label, also) ?? [],
  )
  return ranks.length === 0 ? undefined : Math.min(...ranks)
}

function fits({ fits: asked }: Insertion, state: EditorState): boolean {
  return asked ? asked(state) : takesMarks(state)
}

function toSuggested({ id, icon: shape, typed, run }: Insertion, page: PageActions): Suggested {
  return {
    id,
    label: toolWords.insert.entries[id].label,
    names: [toolWords.insert.entries[id].label, insertWords.insert.entries[id].label],
    picture: html`${icon(shape)}`,
    ...(typed === undefined ? {} : { detail: typed }),
    take(view, { from, to }) {
      view.dispatch(view.state.tr.delete(from, to).scrollIntoView())
      run(view, page)
    },
  }
}

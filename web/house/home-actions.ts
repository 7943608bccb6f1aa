import { houseWords } from '../house-words.ts'
import type { Action, Actions } from '../palette/actions.ts'
import { everywhereActions } from '../palette/everywhere.ts'

/** What the home page itself can do. */
export interface HomeActionDeps {
  openPalette(): void
  makeEmpty(): Promise<void>
  makeFromTemplate(): Promise<void>
  editMe(): void
}

/** What one can do on the home page, beside what other parts add. */
export function addHomeActions(actions: Actions, deps: HomeActionDeps): void {
  const { list, palette } = houseWords
  actions.add(
    {
      id: 'new-document',
      title: palette.newDocument,
      keywords: palette.keywords.newDocument,
      places: ['new'],
      run: deps.makeEmpty,
    },
    {
      id: 'from-template',
      title: list.fromTemplate,
      keywords: palette.keywords.template,
      places: ['new'],
      run: deps.makeFromTemplate,
    },
    { id: 'palette', title: palette.open, keys: 'Mod-k', places: ['home'], run: deps.openPalette },
    {
      id: 'edit-me',
      title: palette.name,
      keywords: palette.keywords.name,
      places: ['home'],
      run: deps.editMe,
    },
    ...everywhereActions().map(
      (action): Action => (action.id === 'connection' ? { ...action, places: ['home'] } : action),
    ),
  )
}

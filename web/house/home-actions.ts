import { houseWords } from '../house-words.ts'
import type { Actions } from '../palette/actions.ts'

/** What the home page itself can do. */
export interface HomeActionDeps {
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
    {
      id: 'edit-me',
      title: palette.name,
      keywords: palette.keywords.name,
      places: ['home'],
      run: deps.editMe,
    },
    {
      id: 'connection',
      title: palette.connection,
      keywords: palette.keywords.connection,
      places: ['home'],
      run: () => location.assign('/connection'),
    },
  )
}

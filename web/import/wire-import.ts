import { houseWords } from '../house-words.ts'
import type { Actions } from '../palette/actions.ts'
import type { ImportDeskDeps } from './import-desk.ts'

const loadDesk = () => import('./import-desk.ts')

/** Offers importing on the home page: by its action, and by files that are dropped anywhere on it. */
export function wireImport(actions: Actions, deps: ImportDeskDeps): void {
  const { importing } = houseWords
  actions.add({
    id: 'import',
    title: importing.title,
    keywords: importing.keywords,
    places: ['new'],
    run: async () => (await loadDesk()).askForFiles(deps),
  })
  const target = document.body
  const mark = (isOver: boolean): void => {
    target.classList.toggle('is-dropping', isOver)
    if (isOver) target.dataset['drop'] = `${importing.dropHere}. ${importing.kinds}`
  }
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    mark(true)
  })
  addEventListener('dragleave', (event) => event.relatedTarget === null && mark(false))
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])]
    mark(false)
    if (files.length === 0) return
    event.preventDefault()
    void loadDesk().then(({ bring }) => bring(files, deps))
  })
}

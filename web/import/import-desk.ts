import '../elements/import-panel.ts'
import { toolWords } from '../tool-words.ts'
import { ACCEPTED } from './file-type.ts'
import { importFiles } from './import-files.ts'

/** What importing needs from the home page. */
export interface ImportDeskDeps {
  /** Called when documents were made. */
  readonly refresh: () => void
  readonly open: (url: string) => void
  /** From 0 up to 1. */
  readonly random: () => number
}

/** Asks for files, and makes documents of them. */
export function askForFiles(deps: ImportDeskDeps): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = ACCEPTED
  input.addEventListener('change', () => void bring([...(input.files ?? [])], deps))
  input.click()
}

/** Makes documents of files, and shows what becomes of each. One that came whole is opened. */
export async function bring(
  files: readonly File[],
  { refresh, open, random }: ImportDeskDeps,
): Promise<void> {
  if (files.length === 0) return
  const panel = document.querySelector('sp-import-panel') ?? document.createElement('sp-import-panel')
  document.body.append(panel)
  const earlier = panel.lines
  const lines = await importFiles(files, random, (now) => {
    panel.lines = [...earlier, ...now]
  })
  const [only] = lines
  // What was lost has to be read first.
  const isWhole = lines.length === 1 && only?.url !== undefined && isNothingLost(only.said)
  if (isWhole && only?.url) open(only.url)
  else refresh()
}

function isNothingLost(said: string): boolean {
  return said === toolWords.exchange.whole
}

import { ARCHIVE_URL } from '../api/archive.ts'
import { houseWords } from '../house-words.ts'
import type { Actions } from '../palette/actions.ts'

/** What the page does when an archive was brought back, or its part could not be fetched. */
export interface ArchiveDeps {
  onTaken(): void
  onMissing(): void
  /** From 0 up to 1. */
  readonly random: () => number
}

/** All documents as one archive, and back. */
export function addArchiveActions(actions: Actions, { onTaken, onMissing, random }: ArchiveDeps): void {
  const { archive } = houseWords
  actions.add(
    {
      id: 'download-everything',
      title: archive.download,
      keywords: archive.downloadAlso,
      places: ['home'],
      run: downloadEverything,
    },
    {
      id: 'bring-archive',
      title: archive.bring,
      keywords: archive.bringAlso,
      places: ['home'],
      run: () =>
        chooseArchive((file) => {
          import('./bring-archive.ts').then(
            ({ bringArchive }) => bringArchive(file, { onTaken, random }),
            onMissing,
          )
        }),
    },
  )
}

function downloadEverything(): void {
  const link = document.createElement('a')
  link.href = ARCHIVE_URL
  link.download = ''
  link.click()
}

function chooseArchive(take: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.zip,application/zip'
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) take(file)
  })
  input.click()
}

import { importFile } from '../api/import-file.ts'
import { lossesInWords } from '../export/tell-losses.ts'
import { toolWords } from '../tool-words.ts'
import { readType } from './file-type.ts'

/** One file on its way to be a document, in words. */
export interface ImportLine {
  readonly name: string
  readonly said: string
  /** How much has left, 0 to 1; undefined once nothing is under way. */
  readonly progress: number | undefined
  /** Where the document is, once there is one. */
  readonly url: string | undefined
  readonly hasFailed: boolean
}

/** Makes a document of each file, one after another; `show` gets all lines whenever one has changed. */
export async function importFiles(
  files: readonly File[],
  show: (lines: readonly ImportLine[]) => void,
): Promise<readonly ImportLine[]> {
  const { exchange } = toolWords
  const lines: ImportLine[] = files.map(({ name }) => ({
    name,
    said: exchange.waiting,
    progress: 0,
    url: undefined,
    hasFailed: false,
  }))
  const change = (index: number, over: Partial<ImportLine>): void => {
    const line = lines[index]
    if (line) lines[index] = { ...line, ...over }
    show([...lines])
  }
  show([...lines])
  for (const [index, file] of files.entries()) {
    change(index, await importOne(file, (over) => change(index, over)))
  }
  return lines
}

async function importOne(
  file: File,
  change: (over: Partial<ImportLine>) => void,
): Promise<Partial<ImportLine>> {
  const { exchange } = toolWords
  const failed = (said: string): Partial<ImportLine> => ({ said, progress: undefined, hasFailed: true })
  const type = readType(file.name)
  if (!type) return failed(exchange.reasons.unknown)
  const answer = await importFile({
    type,
    file,
    onProgress: (part) =>
      change({
        progress: part,
        said: part < 1 ? exchange.uploading(Math.round(part * 100)) : exchange.reading,
      }),
  })
  if (answer.kind === 'unreachable') return failed(exchange.reasons.failed)
  if (answer.kind === 'refused') return failed(reasonOf(answer.code))
  const lost = lossesInWords(answer.document.losses ?? [])
  const said = lost === '' ? exchange.whole : exchange.lost(lost)
  return { said, progress: undefined, url: answer.document.url }
}

function reasonOf(code: string): string {
  const { reasons } = toolWords.exchange
  if (code === 'body-too-large' || code === 'document-too-large') return reasons.large
  if (code === 'unreadable-file' || code === 'invalid-request') return reasons.unreadable
  return reasons.failed
}

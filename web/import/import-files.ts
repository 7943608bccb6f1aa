import { askAgain, isBusy } from '../api/ask-again.ts'
import { importFile } from '../api/import-file.ts'
import { lossesInWords } from '../export/tell-losses.ts'
import { systemClock } from '../system-clock.ts'
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
  random: () => number,
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
    change(index, await importOne(file, random, (over) => change(index, over)))
  }
  return lines
}

async function importOne(
  file: File,
  random: () => number,
  change: (over: Partial<ImportLine>) => void,
): Promise<Partial<ImportLine>> {
  const { exchange } = toolWords
  const failed = (said: string): Partial<ImportLine> => ({ said, progress: undefined, hasFailed: true })
  const type = readType(file.name)
  if (!type) return failed(exchange.reasons.unknown)
  const send = () =>
    importFile({
      type,
      file,
      onProgress: (part) =>
        change({
          progress: part,
          said: part < 1 ? exchange.uploading(Math.round(part * 100)) : exchange.reading,
        }),
    })
  const answer = await askAgain(send, {
    clock: systemClock,
    // No answer may mean that the document was made: then a person decides.
    passes: isBusy,
    random,
    onWait: () => change({ progress: 0, said: exchange.busy }),
    signal: new AbortController().signal,
  })
  if (answer.kind === 'unreachable') return failed(exchange.reasons.failed)
  if (answer.kind === 'refused') return failed(reasonOf(answer.code))
  const { losses = [], url } = answer.value
  const lost = lossesInWords(losses)
  const said = lost === '' ? exchange.whole : exchange.lost(lost)
  return { said, progress: undefined, url }
}

function reasonOf(code: string): string {
  const { reasons } = toolWords.exchange
  if (code === 'body-too-large' || code === 'document-too-large') return reasons.large
  if (code === 'unreadable-file' || code === 'invalid-request') return reasons.unreadable
  return reasons.failed
}

import { type Bench, inMs, median, type Row, short } from './measure.ts'
import { type Documents, writeDocuments } from './old-document.ts'
import { inFolder, startServer } from './server-process.ts'

/** The worst case: a snapshot is due at 20,200, so that opening replays the longest tail there is. */
const EDITS = 20_199
const ROUNDS = 9

/** How a document is opened: by what request, and in what state of the server. */
interface Way {
  readonly what: string
  readonly path: (id: string) => string
  /** Whether the server has opened another document of each kind before. */
  readonly isWarm: boolean
}

const WAYS: readonly Way[] = [
  { what: 'GET JSON, the very first request', path: (id) => `/api/documents/${id}`, isWarm: false },
  { what: 'the page, the very first request', path: (id) => `/d/${id}`, isWarm: false },
  { what: 'GET JSON, others opened before', path: (id) => `/api/documents/${id}`, isWarm: true },
]

/** First open after a restart: a document of many edits beside the same text made in one. */
export const opening: Bench = {
  name: 'opening',
  seconds: 40,
  run: () =>
    inFolder(async (folder) => {
      const documents = await writeDocuments(folder, EDITS)
      const rows: Row[] = []
      for (const way of WAYS) rows.push(...(await compare(folder, documents, way)))
      return rows
    }),
}

async function compare(folder: string, documents: Documents, way: Way): Promise<Row[]> {
  const old: number[] = []
  const young: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    old.push(await openAfterRestart(folder, way, documents.old, documents.others))
    young.push(await openAfterRestart(folder, way, documents.young, documents.others))
  }
  const ratio = short(median(old) / median(young))
  const text = EDITS.toLocaleString('en-US')
  return [
    { what: `open ${text} edits, ${way.what}`, ...inMs(old), also: `ratio to one edit ${ratio} (aim 1.50)` },
    { what: `open 1 edit, ${way.what}`, ...inMs(young), also: `the same text; ${ROUNDS} restarts each` },
  ]
}

/** Milliseconds from the request to the last byte of the answer. */
async function openAfterRestart(
  folder: string,
  { path, isWarm }: Way,
  id: string,
  others: readonly string[],
): Promise<number> {
  const server = await startServer(folder)
  try {
    if (isWarm) for (const other of others) await read(server.url + path(other))
    const start = performance.now()
    await read(server.url + path(id))
    return performance.now() - start
  } finally {
    await server.stop()
  }
}

async function read(url: string): Promise<void> {
  const response = await fetch(url)
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`)
}

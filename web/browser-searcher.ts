import { createSearcher, type Searcher, type SearchWorker } from './find/searcher.ts'
import { later } from './later.ts'

/** More than anything sensible takes on a phone, and no longer than one waits for a search. */
const LIMIT_MS = 2_000

/** Searches in a worker of this page. */
export function createBrowserSearcher(): Searcher {
  return createSearcher({ startWorker, later, limitMs: LIMIT_MS })
}

function startWorker(onMessage: (message: unknown) => void, onFail: () => void): SearchWorker {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }) => onMessage(data))
  worker.addEventListener('error', onFail)
  return { post: (task) => worker.postMessage(task), end: () => worker.terminate() }
}

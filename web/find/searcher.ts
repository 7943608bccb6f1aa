import type { Found, SearchTask } from './find-in-texts.ts'

/** A worker as far as a search needs it. `search-worker.ts` says `ready` once and then answers each task. */
export interface SearchWorker {
  post(task: SearchTask): void
  end(): void
}

/** What a search in the background came to: places for the first texts, or why there are none. */
export type SearchAnswer =
  | { readonly kind: 'found'; readonly found: readonly (readonly Found[])[] }
  | { readonly kind: 'slow' | 'missing' | 'ended' }

/** Searches beside the page, so that an expression that takes long holds up nobody. */
export interface Searcher {
  /** Resolves in any case. A task ends the one before it, which is answered `ended`. */
  search(task: SearchTask): Promise<SearchAnswer>
  end(): void
}

/** What a searcher needs from outside. */
export interface SearcherDeps {
  /** Calls back later, never at once. */
  readonly startWorker: (onMessage: (message: unknown) => void, onFail: () => void) => SearchWorker
  readonly later: (ms: number, run: () => void) => () => void
  /** So long a task may take once its worker runs. */
  readonly limitMs: number
}

interface Waiting {
  readonly task: SearchTask
  readonly answer: (answer: SearchAnswer) => void
}

/** A searcher whose worker is started at the first task, and anew after one that had to be ended. */
export function createSearcher({ startWorker, later, limitMs }: SearcherDeps): Searcher {
  let worker: SearchWorker | undefined
  let isReady = false
  let waiting: Waiting | undefined
  let stopClock = () => {}

  function settle(answer: SearchAnswer): void {
    stopClock()
    const asked = waiting
    waiting = undefined
    asked?.answer(answer)
  }

  function drop(): void {
    worker?.end()
    worker = undefined
    isReady = false
  }

  function start(): void {
    const mine = startWorker(
      (message) => {
        if (worker === mine) take(message)
      },
      () => {
        if (worker !== mine) return
        drop()
        settle({ kind: 'missing' })
      },
    )
    worker = mine
  }

  function take(message: unknown): void {
    if (isReady) settle({ kind: 'found', found: message as Found[][] })
    else {
      isReady = true
      send()
    }
  }

  function send(): void {
    if (!worker || !isReady || !waiting) return
    worker.post(waiting.task)
    stopClock = later(limitMs, () => {
      drop()
      settle({ kind: 'slow' })
    })
  }

  function end(): void {
    drop()
    settle({ kind: 'ended' })
  }

  return {
    search(task) {
      if (waiting) end()
      return new Promise((answer) => {
        waiting = { task, answer }
        if (worker) send()
        else start()
      })
    },
    end,
  }
}

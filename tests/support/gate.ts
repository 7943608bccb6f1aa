/** Stands between one page and the network, so that a test says what gets through and when. */
export interface Gate {
  readonly fetch: typeof fetch
  /** What is told of the log: `deaf` keeps open streams open and silent; `cut` ends them. Neither opens new ones. */
  setEvents(state: 'open' | 'deaf' | 'cut'): void
  /** Whether commits get through. */
  setCommits(state: 'open' | 'cut'): void
  /** Resolves when the page next tries to send a commit. */
  nextCommit(): Promise<void>
}

/** Everything gets through at first. */
export function createGate(send: typeof fetch): Gate {
  let events: 'open' | 'deaf' | 'cut' = 'open'
  let commits: 'open' | 'cut' = 'open'
  let tellCommit = (): void => undefined
  const streams = new Set<AbortController>()

  /** A stream's bytes, for as long as the page may hear them. */
  function listen(response: Response): Response {
    if (!response.body) return response
    const ending = new AbortController()
    streams.add(ending)
    const hearing = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        if (events === 'open') controller.enqueue(chunk)
      },
      flush: () => void streams.delete(ending),
    })
    const body = response.body.pipeThrough(hearing, { signal: ending.signal })
    return new Response(body, { status: response.status, headers: response.headers })
  }

  return {
    async fetch(input, init) {
      const { pathname } = new URL(String(input))
      const isEvents = pathname.endsWith('/events')
      const isCommit = pathname.endsWith('/commits')
      if (isCommit) tellCommit()
      if ((isEvents && events !== 'open') || (isCommit && commits === 'cut'))
        throw new TypeError('the gate is closed')
      const response = await send(input, init)
      return isEvents ? listen(response) : response
    },
    setEvents(state) {
      events = state
      if (state === 'cut') for (const stream of streams) stream.abort()
    },
    setCommits(state) {
      commits = state
    },
    nextCommit: () =>
      new Promise((resolve) => {
        tellCommit = resolve
      }),
  }
}

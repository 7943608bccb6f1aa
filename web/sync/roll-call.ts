import type { Clock } from './clock.ts'

/** Finds out which pages of this browser are still there. Web Locks would say, but not on plain HTTP. */
export interface RollCall {
  /** Which of these keys nobody answers for within `patienceMs`: their pages are gone, or frozen. */
  silent(keys: readonly string[], patienceMs: number): Promise<string[]>
  /** This page answers for `key` until what it got back is called. */
  answerFor(key: string): () => void
  /** Between `leave` and `join` this page answers nobody: it is on its way out. */
  leave(): void
  join(): void
}

/** The part of a BroadcastChannel that a roll call uses. */
export interface RollCallChannel {
  postMessage(message: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

/** What pages say to each other. */
type Message = { readonly ask: readonly string[] } | { readonly here: string }

/** `open` gives a channel that all pages of this browser hear; undefined where there is none. */
export function createRollCall(clock: Clock, open: () => RollCallChannel | undefined): RollCall {
  const mine = new Set<string>()
  let onHere: ((key: string) => void)[] = []
  let channel: RollCallChannel | undefined

  function join(): void {
    channel ??= open()
    if (!channel) return
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('here' in data) for (const hear of onHere) hear(data.here)
      else
        for (const key of data.ask) if (mine.has(key)) channel?.postMessage({ here: key } satisfies Message)
    }
  }
  join()

  return {
    silent(keys, patienceMs) {
      const waiting = new Set(keys.filter((key) => !mine.has(key)))
      // Without a channel nobody could answer, and nobody is known to be gone.
      if (!channel || waiting.size === 0) return Promise.resolve([])
      return new Promise((resolve) => {
        const finish = (): void => {
          cancel()
          onHere = onHere.filter((one) => one !== hear)
          resolve([...waiting])
        }
        const hear = (key: string): void => {
          waiting.delete(key)
          if (waiting.size === 0) finish()
        }
        const cancel = clock.after(patienceMs, finish)
        onHere.push(hear)
        channel?.postMessage({ ask: [...waiting] } satisfies Message)
      })
    },
    answerFor(key) {
      mine.add(key)
      return () => void mine.delete(key)
    },
    leave() {
      channel?.close()
      channel = undefined
    },
    join,
  }
}

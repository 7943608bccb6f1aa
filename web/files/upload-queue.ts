import type { FileKept } from '../../document/protocol/files.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import { isFinal } from '../api/answer.ts'
import type { SendFile } from '../api/upload.ts'
import { createBackoff } from '../sync/backoff.ts'
import type { Clock } from '../sync/clock.ts'

/** A file that is to be brought to the server. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly bytes: Blob
}

/** Where an upload stands. `part` is how much has left, from 0 to 1; `delayed` tries again by itself. */
export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly part: number }
  | { readonly kind: 'delayed' }
  | { readonly kind: 'refused'; readonly code: RefusalCode }

/** Files on their way, one after another in the order they came. */
export interface UploadQueue {
  add(upload: Upload): void
  /** Tries a refused one again, or one that waits for its next try now. */
  retry(id: string): void
  /** Forgets one, also while it is sent. */
  cancel(id: string): void
  /** The line may be back: what waits for its next try need not wait. */
  wake(): void
}

/** What the queue needs from outside. */
export interface UploadQueueDeps {
  readonly document: string
  readonly send: SendFile
  readonly clock: Clock
  readonly random: () => number
  readonly onState: (id: string, state: UploadState) => void
  readonly onKept: (id: string, file: FileKept) => void
}

interface Sending {
  readonly upload: Upload
  readonly abort: AbortController
}

/**
 * Sends one file at a time. What the line or a busy server does not take is tried again until it is taken; what the
 * server refuses for good lets the others pass and waits for a person.
 */
export function createUploadQueue(deps: UploadQueueDeps): UploadQueue {
  const { document, send, clock, random, onState, onKept } = deps
  const backoff = createBackoff(random)
  let waiting: Upload[] = []
  let refused: Upload[] = []
  let sending: Sending | undefined
  let stopWaiting: (() => void) | undefined

  async function sendNext(): Promise<void> {
    const [upload] = waiting
    if (!upload || sending || stopWaiting) return
    const mine = { upload, abort: new AbortController() }
    sending = mine
    const onPart = (part: number): void => {
      if (sending === mine) onState(upload.id, { kind: 'sending', part })
    }
    onPart(0)
    const { name, bytes } = upload
    const answer = await send({ document, name, bytes, onPart, signal: mine.abort.signal })
    // Somebody gave it up meanwhile.
    if (sending !== mine) return
    sending = undefined
    if (answer.kind === 'ok') {
      backoff.reset()
      forget(upload.id)
      onKept(upload.id, answer.value)
    } else if (isFinal(answer)) {
      forget(upload.id)
      refused.push(upload)
      onState(upload.id, { kind: 'refused', code: answer.code })
    } else {
      onState(upload.id, { kind: 'delayed' })
      const asked = answer.kind === 'refused' ? (answer.retryAfterMs ?? 0) : 0
      stopWaiting = clock.after(Math.max(asked, backoff.next()), wake)
      return
    }
    void sendNext()
  }

  function wake(): void {
    stopWaiting?.()
    stopWaiting = undefined
    void sendNext()
  }

  function forget(id: string): void {
    waiting = waiting.filter((upload) => upload.id !== id)
    refused = refused.filter((upload) => upload.id !== id)
  }

  return {
    add(upload) {
      waiting.push(upload)
      onState(upload.id, { kind: 'waiting' })
      void sendNext()
    },
    retry(id) {
      const again = refused.find((upload) => upload.id === id)
      if (again) {
        forget(id)
        waiting.push(again)
        onState(id, { kind: 'waiting' })
      }
      wake()
    },
    cancel(id) {
      forget(id)
      if (sending?.upload.id === id) {
        const { abort } = sending
        sending = undefined
        abort.abort()
      }
      wake()
    },
    wake,
  }
}

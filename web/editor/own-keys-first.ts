import { Plugin, PluginKey } from 'prosemirror-state'
import { later } from '../later.ts'
import type { Clock } from '../sync/clock.ts'
import { systemClock } from '../system-clock.ts'
import { isRemote } from './remote-transaction.ts'
import type { BoundClient } from './sync-binding.ts'

/** While somebody writes here, others' changes are drawn together, so often. */
const DRAWN_EVERY_MS = 50

/** Somebody still writes so long after a key. */
const WRITING_MS = 500

/** Out of sight there is no frame to wait for. */
const LONGEST_FRAME_MS = 100

/** Decides when others' changes are taken in beside somebody who writes. */
export interface Turns {
  /** Something was written here. */
  onOwn(): void
  /** A change of others was drawn. */
  onOthers(): void
  /** Lets everything in. */
  stop(): void
}

interface TurnsDeps extends Pick<BoundClient, 'hold' | 'release'> {
  readonly clock: Clock
  /** Runs something once when the next frame is on the screen; the answer calls it off. */
  readonly afterFrame: (run: () => void) => () => void
}

/**
 * A key is on the screen before anything of others is drawn, and beside somebody who writes, many changes of others
 * are drawn as one: each makes a browser lay out the text. Where nobody writes, nothing waits.
 */
export function createTurns({ hold, release, clock, afterFrame }: TurnsDeps): Turns {
  let isHeld = false
  let cancel = () => {}
  let writtenAt = Number.NEGATIVE_INFINITY

  function wait(start: (run: () => void) => () => void): void {
    if (isHeld) return
    isHeld = true
    hold()
    cancel = start(letIn)
  }

  function letIn(): void {
    cancel()
    if (!isHeld) return
    // First: what is let in may begin the next turn.
    isHeld = false
    release()
  }

  function nextDrawing(run: () => void): () => void {
    let cancelFrame = () => {}
    const cancelPause = clock.after(DRAWN_EVERY_MS, () => {
      cancelFrame = afterFrame(run)
    })
    return () => {
      cancelPause()
      cancelFrame()
    }
  }

  return {
    onOwn() {
      writtenAt = clock.now()
      wait(afterFrame)
    },
    onOthers() {
      if (clock.now() - writtenAt < WRITING_MS) wait(nextDrawing)
    },
    stop: letIn,
  }
}

interface Counts {
  readonly own: number
  readonly others: number
}

const key = new PluginKey<Counts>('own-keys-first')

/** Gives an editor's own keys the first turn: see `createTurns`. */
export function ownKeysFirst(client: Pick<BoundClient, 'hold' | 'release'>): Plugin<Counts> {
  return new Plugin<Counts>({
    key,
    state: {
      init: () => ({ own: 0, others: 0 }),
      apply(tr, { own, others }) {
        if (!tr.docChanged) return { own, others }
        return isRemote(tr) ? { own, others: others + 1 } : { own: own + 1, others }
      },
    },
    view() {
      const turns = createTurns({ ...client, clock: systemClock, afterFrame })
      return {
        update({ state }, before) {
          const [now, then] = [key.getState(state), key.getState(before)]
          if (now?.own !== then?.own) turns.onOwn()
          else if (now?.others !== then?.others) turns.onOthers()
        },
        destroy: turns.stop,
      }
    },
  })
}

function afterFrame(run: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  let isOver = false
  function end(): void {
    isOver = true
    cancelAnimationFrame(frame)
    cancelLongest()
    port1.close()
  }
  function once(): void {
    if (isOver) return
    end()
    run()
  }
  port1.onmessage = once
  const frame = requestAnimationFrame(() => port2.postMessage(undefined))
  const cancelLongest = later(LONGEST_FRAME_MS, once)
  return end
}

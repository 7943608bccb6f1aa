import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createAnswerHolder } from './held-answers.ts'
import { draw, HELD_BYTES, type LineCounts, type LineFaults } from './line-faults.ts'
import type { Random } from './random.ts'
import { createRepeater } from './repeated-posts.ts'

/** One connection of a browser to a server, with what is between. */
export interface ProxiedConnection {
  /** The line has other faults: what they do not hold back goes on. */
  changed(): void
  /** From now on this side is gone, and the other one is not told. */
  strand(gone: 'browser' | 'server' | 'both'): void
  /** True when bytes of it never arrived: it can never be good again. */
  readonly hasLost: () => boolean
  reset(): void
}

/** What a connection needs from its line. */
export interface ConnectionDeps {
  readonly faults: () => LineFaults
  readonly random: Random
  readonly counts: LineCounts
}

/** Joins the browser's socket to a new one of the server's, through the faults that the line has. */
export function proxyConnection(
  near: Socket,
  connectFar: () => Socket,
  deps: ConnectionDeps,
): ProxiedConnection {
  const { faults, random, counts } = deps
  const far = connectFar()
  let isGone = false
  let lost = 0
  let passed = 0
  let cutAt: number | undefined

  const reset = (): void => {
    for (const socket of [near, far]) socket.resetAndDestroy()
  }

  /** Answers how much of a piece may still go over this connection; less than all of it cuts it. */
  function allow(bytes: Buffer): number {
    const { cutAfter } = faults()
    if (!cutAfter) return bytes.length
    cutAt ??= passed + draw(random, cutAfter)
    const allowed = Math.min(bytes.length, Math.max(0, cutAt - passed))
    passed += allowed
    return allowed
  }

  /** Writes what one side says to the other, in order, each piece when its time has come. */
  function createLane(direction: 'up' | 'down', source: Socket, sink: Socket) {
    let tail = Promise.resolve()
    let waiting = 0
    const inOrder = (task: () => void): void => {
      const { delay } = faults()
      const due = delay ? performance.now() + draw(random, delay) : 0
      if (delay) counts.delayed += 1
      tail = tail.then(async () => {
        const ms = due - performance.now()
        if (ms > 0) await wait(ms)
        if (!isGone) task()
      })
    }
    const isLosing = (): boolean => faults().lose === 'both' || faults().lose === direction
    sink.on('drain', () => {
      if (!isGone) source.resume()
    })
    return {
      send(bytes: Buffer): void {
        if (isLosing()) {
          lost += bytes.length
          counts.lost += bytes.length
          return
        }
        const allowed = allow(bytes)
        waiting += allowed
        if (waiting > HELD_BYTES) source.pause()
        inOrder(() => {
          waiting -= allowed
          if (sink.write(bytes.subarray(0, allowed)) && waiting <= HELD_BYTES) source.resume()
          else source.pause()
          if (allowed === bytes.length) return
          counts.cut += 1
          reset()
        })
      },
      end: () => inOrder(() => void sink.end()),
    }
  }

  const up = createLane('up', near, far)
  const down = createLane('down', far, near)
  const repeat = createRepeater(connectFar, deps)
  const held = createAnswerHolder(faults, counts, down.send)
  near.on('data', (piece) => {
    repeat(piece)
    up.send(piece)
  })
  far.on('data', held.take)
  near.once('end', up.end)
  far.once('end', () => {
    held.release()
    down.end()
  })
  near.once('close', () => {
    if (!isGone) far.destroy()
  })
  far.once('close', (hadError) => {
    if (isGone) return
    if (hadError) near.resetAndDestroy()
    else near.destroySoon()
  })

  return {
    changed: held.check,
    strand(gone) {
      if (isGone) return
      isGone = true
      counts.stranded += 1
      if (gone === 'browser') near.resetAndDestroy()
      if (gone === 'server') far.resetAndDestroy()
      // Nobody acknowledges what the server sends into a dead line: its buffers fill.
      far.removeAllListeners('data').pause()
      near.removeAllListeners('data').resume()
    },
    hasLost: () => lost > 0 || isGone,
    reset,
  }
}

import { readFileSync } from 'node:fs'

/** What the kernel counts of a thread: how long it ran, and how long it was ready and had to wait for a core. */
export interface ThreadTimes {
  readonly ranMs: number
  readonly queuedMs: number
}

/** The main thread's times since it began. Zeros when the process is gone. */
export function mainThreadTimes(pid: number): ThreadTimes {
  try {
    const [ran, queued] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ').map(Number)
    return { ranMs: (ran ?? 0) / 1e6, queuedMs: (queued ?? 0) / 1e6 }
  } catch {
    return { ranMs: 0, queuedMs: 0 }
  }
}

/** The most memory a process ever had in RAM, in bytes. 0 when it is gone. */
export function peakBytes(pid: number): number {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kib ?? 0) * 1_024
  } catch {
    return 0
  }
}

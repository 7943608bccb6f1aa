import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into the server by `--import`. At each SIGUSR2 it writes how late the event loop came to its timers
// since the last one, in milliseconds, into the file that its own address names, and begins again.
const RESOLUTION_MS = 2
const file = new URL(import.meta.url).searchParams.get('file') ?? ''
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
process.on('SIGUSR2', () => {
  // What is recorded is the time between two timers; the least of it is no delay.
  const late = (nanos) => Math.max(0, nanos / 1e6 - RESOLUTION_MS)
  const told = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) }
  writeFileSync(`${file}.new`, JSON.stringify(told))
  renameSync(`${file}.new`, file)
  delay.reset()
})

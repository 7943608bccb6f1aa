import { type HealthWatch, watchHealth } from './health-watch.ts'
import { type HonestWriter, startHonestWriter } from './honest-writer.ts'
import type { FromWitness, ToWitness } from './messages.ts'

// A process of its own, so that what the attackers do does not count as waiting.
let watch: HealthWatch | undefined
let writer: HonestWriter | undefined

const tell = (message: FromWitness): void => void process.send?.(message)

async function take(message: ToWitness): Promise<void> {
  if (message.kind === 'begin') {
    watch = watchHealth(message.url, message.pid)
    writer = await startHonestWriter(message.url)
    watch.begin()
    tell({ kind: 'begun' })
  } else if (message.kind === 'pause') watch?.pause()
  else if (message.kind === 'go-on') watch?.goOn(message.pid)
  else if (watch && writer) {
    // The writer first: a server that lives is asked as long as somebody writes.
    const honest = await writer.stop()
    const { peakBytes, ...waits } = await watch.stop()
    tell({ kind: 'report', report: { waits, peakBytes, honest } })
  }
}

process.on('message', (message: ToWitness) => {
  take(message).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.once('disconnect', () => process.exit(0))

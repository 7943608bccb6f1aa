import { aVisitor, createDocument } from '../support/http.ts'
import { type Bench, median, quantile, type Row, type Share, short } from './measure.ts'
import { cpuMicros, type ServerProcess, withServer } from './server-process.ts'
import { type Tell, withViewers } from './with-viewers.ts'
import { openWriter } from './writer.ts'

const VIEWERS = 500
const EDITS = 200
const ROUNDS = 5

/** What five hundred readers meet who lost one server and come back in the same moment. */
export const storm: Bench = {
  name: 'storm',
  seconds: 20,
  run: (of) => withServer((server) => withViewers((tell) => comeBackTogether(server, tell, of))),
}

async function comeBackTogether(server: ServerProcess, tell: Tell, of: Share): Promise<Row[]> {
  const [count, events] = [of(VIEWERS), of(EDITS)]
  const { id } = await createDocument(aVisitor(server.url), {
    markdown: 'A document that many read. '.repeat(37),
  })
  const writer = await openWriter(server.url, id)
  const after = writer.seq()
  for (let edit = 0; edit < events; edit++) await writer.commit([{ run: { at: 3, text: 'x' } }])
  await writer.close()

  const url = `${server.url}/api/documents/${id}/events?after=${after}`
  const rounds = []
  for (let round = 0; round <= ROUNDS; round++) {
    const cpu = cpuMicros(server.pid)
    const { took, bytes } = await tell({ kind: 'return', url, count, events })
    const millis = (cpuMicros(server.pid) - cpu) / 1_000
    // The first round warms up.
    if (round > 0) rounds.push({ took, bytes: bytes / count, millis })
  }
  const last = rounds.map(({ took }) => Math.max(...took))
  const each = median(rounds.map(({ bytes }) => bytes))
  const millis = median(rounds.map((round) => round.millis))
  return [
    {
      what: `${count} viewers back at once after ${events} edits, until the last has all`,
      median: `${short(median(last))} ms`,
      p99: `${short(quantile(last, 1))} ms`,
      also: `${ROUNDS} rounds, p99 is the worst; ${short(each)} B each, ${short(millis)} ms of CPU; the median viewer after ${short(median(rounds.flatMap(({ took }) => took)))} ms`,
    },
  ]
}

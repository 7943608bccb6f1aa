import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'undici'
import { SCHEMA_VERSION } from '../../../document/protocol/version.ts'
import { followSeqs } from './follow-seqs.ts'
import type { Honest } from './messages.ts'

const EVERY_MS = 200
const RETRY_MS = 200
/** After the attack, what is under way is acknowledged within this, or the person has lost. */
const LAST_PATIENCE_MS = 20_000
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Of the empty document: the first place in its paragraph. */
const FIRST_PLACE = 3

/** Somebody who writes in a document of their own, as the editor does: what is not acknowledged is sent again. */
export interface HonestWriter {
  stop(): Promise<Honest>
}

/** Makes the document, follows it, and has one letter acknowledged before it resolves. */
export async function startHonestWriter(url: string): Promise<HonestWriter> {
  const client = new Client(url, { headersTimeout: 0 })
  const cookie = await introduce(client)
  const headers = { 'content-type': 'application/json', cookie }
  const send = async (method: 'GET' | 'POST', path: string, body?: string) => {
    const answer = await client.request({ method, path, headers, body: body ?? null })
    return { status: answer.statusCode, text: await answer.body.text() }
  }
  const made = await send('POST', '/api/documents', '{}')
  if (made.status !== 201) throw new Error(`the honest person got no document: ${made.status} ${made.text}`)
  const { id } = JSON.parse(made.text) as { id: string }
  const { epoch } = JSON.parse((await send('GET', `/api/documents/${id}`)).text) as { epoch: string }
  const sentAt = new Map<number, number>()
  const stream = followSeqs(url, `/api/documents/${id}/events`, cookie)
  const names = { client: randomBytes(9).toString('base64url'), epoch, schema: SCHEMA_VERSION }
  let written = ''
  let longestAcknowledgement = 0
  let fault: string | undefined
  let isOver = false

  /** Sends one letter until it is acknowledged. */
  async function write(): Promise<void> {
    const letter = LETTERS[written.length % LETTERS.length] ?? ''
    const run = { at: FIRST_PLACE + written.length, text: letter }
    const commit = {
      id: randomBytes(9).toString('base64url'),
      ...names,
      base: written.length,
      steps: [{ run }],
    }
    const body = JSON.stringify(commit)
    const begun = performance.now()
    sentAt.set(written.length + 1, begun)
    while (!fault) {
      const answer = await send('POST', `/api/documents/${id}/commits`, body).catch(() => undefined)
      if (answer?.status === 201 || answer?.status === 200) break
      const isLater = !answer || [429, 500, 503, 507].includes(answer.status)
      if (!isLater) fault = `a letter was refused: ${answer.status} ${answer.text.slice(0, 200)}`
      await wait(RETRY_MS)
    }
    if (fault) return
    written += letter
    longestAcknowledgement = Math.max(longestAcknowledgement, performance.now() - begun)
  }

  await write()
  longestAcknowledgement = 0
  const writing = (async () => {
    while (!isOver && !fault) {
      const begun = performance.now()
      await write()
      await wait(Math.max(0, EVERY_MS - (performance.now() - begun)))
    }
  })()

  async function findFault(): Promise<string | undefined> {
    const isDone = await Promise.race([
      writing.then(() => true),
      wait(LAST_PATIENCE_MS, false, { ref: false }),
    ])
    if (!isDone) return `a letter was not acknowledged within ${LAST_PATIENCE_MS / 1_000} s after the attack`
    if (fault) return fault
    if (!(await stream.reached(written.length, LAST_PATIENCE_MS)))
      return `letter ${stream.last() + 1} of ${written.length} did not arrive on the stream`
    const read = await client.request({
      method: 'GET',
      path: `/api/documents/${id}`,
      headers: { accept: 'text/plain', cookie },
    })
    const text = (await read.body.text()).trim()
    return text === written
      ? undefined
      : `of ${written.length} acknowledged letters the document has ${text.length}`
  }

  return {
    async stop() {
      isOver = true
      const found = await findFault().catch((error: unknown) => `the document cannot be read: ${error}`)
      const arrivals = [...stream.arrivedAt].map(([seq, at]) => at - (sentAt.get(seq) ?? at))
      const longestArrival = arrivals.slice(1).reduce((longest, took) => Math.max(longest, took), 0)
      stream.close()
      fault ??= found ?? 'over'
      await client.destroy()
      return { acknowledged: written.length, longestAcknowledgement, longestArrival, fault: found }
    },
  }
}

async function introduce(client: Client): Promise<string> {
  const { headers, body } = await client.request({ method: 'GET', path: '/api/me' })
  await body.dump()
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

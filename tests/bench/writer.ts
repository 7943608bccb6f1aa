import { randomBytes } from 'node:crypto'
import { Client } from 'undici'
import * as v from 'valibot'
import type { WireStep } from '../../document/commit/wire-steps.ts'
import { DocumentSnapshot } from '../../document/protocol/documents.ts'
import { CommitAnswer } from '../../document/protocol/post-commit.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'

/** A writer that costs the measuring process little: bare requests on one kept connection, a cookie, no copy. */
export interface Writer {
  /** Where the log stood at the last answer. */
  readonly seq: () => number
  /** Sends steps that fit the document at `seq()`; resolves when they are acknowledged. */
  commit(steps: readonly WireStep[]): Promise<CommitAnswer>
  /** Sends a commit's bytes as they are. */
  post(body: string): Promise<CommitAnswer>
  close(): Promise<void>
}

/** A fresh id, as long as the product's own. */
export function newId(): string {
  return randomBytes(9).toString('base64url')
}

/** Makes somebody new who writes to a document. */
export async function openWriter(url: string, document: string): Promise<Writer> {
  const client = new Client(url)
  const path = `/api/documents/${document}`
  const first = await client.request({ method: 'GET', path, headers: { accept: 'application/json' } })
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  const { epoch, seq, chain } = v.parse(DocumentSnapshot, await first.body.json())
  const names = { client: newId(), epoch, schema: SCHEMA_VERSION }
  let head = { seq, chain }

  async function post(body: string): Promise<CommitAnswer> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', cookie }
    const answer = await client.request({ method: 'POST', path: `${path}/commits`, headers, body })
    const text = await answer.body.text()
    if (answer.statusCode !== 201) throw new Error(`a commit was refused: ${answer.statusCode} ${text}`)
    const read: CommitAnswer = v.parse(CommitAnswer, JSON.parse(text))
    head = { seq: read.seq, chain: read.chain }
    return read
  }

  return {
    seq: () => head.seq,
    post,
    commit: (steps) =>
      post(JSON.stringify({ id: newId(), ...names, base: head.seq, chain: head.chain, steps })),
    close: () => client.close(),
  }
}

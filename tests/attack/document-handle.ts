import { randomBytes } from 'node:crypto'
import type { WireStep } from '../../document/commit/wire-steps.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import type { Answer, Caller } from './caller.ts'

/** A document that an attacker writes in without a copy of it: they know where their steps belong. */
export interface DocumentHandle {
  readonly id: string
  readonly path: string
  /** The newest event that was acknowledged to whoever holds this. */
  seq: number
  readonly epoch: string
}

/** What may be said of a commit besides its steps. */
export interface CommitExtras {
  readonly base?: number
  readonly id?: string
  readonly client?: string
  readonly lost?: readonly { readonly reason: 'deleted'; readonly text: string }[]
}

/** A fresh id, as long as the product's own. */
export function newId(): string {
  return randomBytes(9).toString('base64url')
}

/** The server does not even take what an attack would begin with. */
export class BeginningRefused extends Error {}

/** Makes a document of Markdown; throws BeginningRefused when it is not taken. */
export async function makeDocument(caller: Caller, markdown = ''): Promise<DocumentHandle> {
  const answer = await caller.post('/api/documents', markdown ? { markdown } : {})
  if (answer.status !== 201) {
    throw new BeginningRefused(`no document was made: ${answer.status} ${answer.code ?? ''}`)
  }
  const { id, seq } = answer.json<{ id: string; seq: number }>()
  return openDocument(caller, id, seq)
}

/** Makes a document of so many paragraphs of a letter, by a commit: that asks nothing of the converter. */
export async function makeParagraphs(caller: Caller, count: number): Promise<DocumentHandle> {
  const document = await makeDocument(caller)
  const content = Array.from({ length: count }, () => paragraph('a'))
  const answer = await commit(caller, document, [replaced(2, 4, content)])
  if (answer.status === 201) return document
  throw new BeginningRefused(`no paragraphs were made: ${answer.status} ${answer.code ?? ''}`)
}

/** Finds out what a commit has to name. A page of the log tells it, however long the document is. */
export async function openDocument(caller: Caller, id: string, seq: number): Promise<DocumentHandle> {
  const path = `/api/documents/${id}`
  const page = await caller.get(`${path}/events?after=${seq}`, { accept: 'application/json' })
  return { id, path, seq, epoch: page.json<{ epoch: string }>().epoch }
}

/** The bytes of a commit. */
export function commitBody(
  document: DocumentHandle,
  steps: readonly WireStep[],
  extras: CommitExtras = {},
): string {
  const { id = newId(), client = newId(), base = document.seq, lost } = extras
  const { epoch } = document
  return JSON.stringify({ id, client, epoch, schema: SCHEMA_VERSION, base, steps, ...(lost ? { lost } : {}) })
}

/** Commits steps at the newest version this handle knows, or at `base`. */
export async function commit(
  caller: Caller,
  document: DocumentHandle,
  steps: readonly WireStep[],
  extras: CommitExtras = {},
): Promise<Answer> {
  const answer = await caller.post(`${document.path}/commits`, commitBody(document, steps, extras))
  if (answer.status === 201) document.seq = Math.max(document.seq, answer.json<{ seq: number }>().seq)
  return answer
}

/** Letters typed in a row. */
export function typed(at: number, count: number, letter = 'x'): WireStep {
  return { run: { at, text: letter.repeat(count) } }
}

/** A replacement of a range by nodes of ProseMirror JSON. */
export function replaced(from: number, to: number, content: readonly object[]): WireStep {
  return { stepType: 'replace', from, to, ...(content.length ? { slice: { content } } : {}) } as WireStep
}

/** A paragraph of ProseMirror JSON. */
export function paragraph(text = ''): object {
  return text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' }
}

import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import type { Random } from '../support/random.ts'

/** A script that posts as fast as it is answered, and again what was not answered. */
export interface ScriptWriter {
  /** Gets its cookie: a client id belongs to one. */
  introduce(): Promise<void>
  /** Posts until the server is gone. */
  write(): Promise<void>
  /** Posts what has no answer yet; throws when it is not taken. */
  settle(): Promise<void>
}

interface WriterDeps {
  readonly name: string
  readonly random: Random
  readonly fetch: typeof fetch
  readonly url: () => string
  readonly documents: readonly { readonly id: string; readonly epoch: string }[]
}

/** Long enough that a snapshot is due every few dozen commits. */
const LONG_TEXT = 4_000

/** Writes at the beginning of documents that only such scripts write to, often on versions that are old. */
export function createScriptWriter({ name, random, fetch, url, documents }: WriterDeps): ScriptWriter {
  const seen = new Map<string, number>()
  let unanswered: { readonly document: string; readonly body: string } | undefined
  let count = 0

  function next(): { document: string; body: string } {
    const { id: document, epoch } = random.pick(documents)
    count += 1
    const head = seen.get(document) ?? 0
    const text = random.chance(0.1) ? 'x'.repeat(LONG_TEXT) : `${name}${count};`
    const slice = { content: [{ type: 'text', text }] }
    const commit = {
      id: `${name}-commit-${count}`,
      client: `${name}-client`,
      epoch,
      schema: SCHEMA_VERSION,
      base: Math.max(0, head - random.int(3)),
      steps: random.chance(0.5)
        ? [{ run: { at: 3, text: `${name}${count};` } }]
        : [{ stepType: 'replace', from: 3, to: 3, slice }],
      ...(random.chance(0.1) ? { lost: [{ reason: 'deleted', text }] } : {}),
    }
    return { document, body: JSON.stringify(commit) }
  }

  async function postOne(): Promise<void> {
    unanswered ??= next()
    const { document, body } = unanswered
    const response = await fetch(`${url()}/api/documents/${document}/commits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const answer = (await response.json()) as { seq: number }
    if (!response.ok) throw new Refused(`a sound commit was refused: ${JSON.stringify(answer)}`)
    seen.set(document, answer.seq)
    unanswered = undefined
  }

  return {
    async introduce() {
      await fetch(`${url()}/api/me`)
    },
    async write() {
      for (;;) {
        try {
          await postOne()
        } catch (error) {
          if (error instanceof Refused) throw error
          return
        }
      }
    },
    async settle() {
      while (unanswered) await postOne()
    },
  }
}

class Refused extends Error {}

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import { onTestFinished } from 'vitest'
import type { Recorded } from '../../db/document-log.ts'
import { openStore } from '../../db/open-store.ts'
import type { Store, StoreDeps } from '../../db/store.ts'
import { encodeSteps } from '../../document/commit/wire-steps.ts'
import type { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import type { PostCommit } from '../../document/protocol/post-commit.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { schema } from '../../document/schema/schema.ts'
import { parsePlainText } from '../../document/text/plain-in.ts'

/** Two people every store test may use. */
export const ANN = 'annannannann' as PersonId
export const BOB = 'bobbobbobbob' as PersonId

/** A fresh document id. */
export function aDocumentId(): DocumentId {
  return randomBytes(16).toString('base64url') as DocumentId
}

/** An empty folder that is removed when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real store on a real file. `announced` lists what the store told, in order. */
export function aStore(
  folder = aFolder(),
  more: Partial<Pick<StoreDeps, 'elapsed' | 'maxBytes' | 'snapshotEvery'>> = {},
): Store & { readonly announced: { id: string; head: number }[]; readonly folder: string } {
  const announced: { id: string; head: number }[] = []
  let time = 1_700_000_000_000
  const store = openStore({
    folder,
    now: () => time++,
    randomBytes: (count) => randomBytes(count),
    announce: (id, head) => announced.push({ id, head }),
    guest: (id) => ({ id, name: `Guest ${id.slice(0, 3)}`, colour: 0 }),
    ...more,
  })
  let isOpen = true
  const close = () => {
    if (isOpen) store.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...store, close, announced, folder }
}

/** A document that begins with a text. */
export function aDocumentOf(store: Store, text: string, person = ANN): DocumentId {
  const id = aDocumentId()
  store.log.create({ id, person, content: parsePlainText(text), requestHash: '00'.repeat(9) })
  return id
}

/** Takes a document's text in for the search; answers how many steps that took. */
export function takeIn(store: Store, id: DocumentId): number {
  const steps = store.search.take(id)
  let count = 0
  while (!steps.next().done) count += 1
  return count
}

/** A step that types `text` at `at`. */
export function typing(text: string, at: number): Step {
  return new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(text)), 0, 0))
}

/** A step that deletes from `from` to `to`. */
export function deleting(from: number, to: number): Step {
  return new ReplaceStep(from, to, Slice.empty)
}

let count = 0

/** A commit on the document's head, or on `base`. */
export function aCommit(
  store: Store,
  document: DocumentId,
  steps: Step[],
  more: Partial<PostCommit> = {},
): PostCommit {
  const found = store.log.find(document)
  count += 1
  return {
    id: `commit-${count}` as PostCommit['id'],
    client: 'client-of-ann' as PostCommit['client'],
    epoch: (found?.epoch ?? 'x'.repeat(12)) as PostCommit['epoch'],
    schema: SCHEMA_VERSION,
    base: found?.seq ?? 0,
    steps: encodeSteps(steps),
    ...more,
  }
}

/** Records a commit as `person`; its request hash is made from its JSON. */
export async function record(
  store: Store,
  document: DocumentId,
  commit: PostCommit,
  person: PersonId = ANN,
): Promise<Recorded> {
  const { createHash } = await import('node:crypto')
  const requestHash = createHash('sha256').update(JSON.stringify(commit)).digest('hex').slice(0, 18)
  return store.log.record({ document, person, commit, requestHash })
}

/** A store with one empty document. */
export function aDocument(store: Store, person: PersonId = ANN): DocumentId {
  const id = aDocumentId()
  store.log.create({ id, person, requestHash: '00'.repeat(9) })
  return id
}

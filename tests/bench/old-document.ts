import { createHash, randomBytes } from 'node:crypto'
import { Fragment, Slice } from 'prosemirror-model'
import { ReplaceStep, type Step } from 'prosemirror-transform'
import * as v from 'valibot'
import { openStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import { encodeSteps } from '../../document/commit/wire-steps.ts'
import { DocumentId, PersonId } from '../../document/protocol/ids.ts'
import { PostCommit } from '../../document/protocol/post-commit.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { emptyDocument, schema } from '../../document/schema/schema.ts'
import { guestFor } from '../../server/guest-name.ts'

/** How long a paragraph gets before the typist presses Enter. */
const PARAGRAPH = 80
const WORDS = 'it was typed letter by letter over a long time and nobody joined the steps '
/** As many as the log writes in one transaction. */
const GROUP = 100
const person = v.parse(PersonId, 'benchbenchbe')

/** The documents of the opening bench. */
export interface Documents {
  /** As many commits as asked for, each of one character or one Enter. */
  readonly old: DocumentId
  /** The same text in one event. */
  readonly young: DocumentId
  /** One of each kind, to warm a server up with: a few commits, and the long text in one event. */
  readonly others: readonly DocumentId[]
}

/** How many commits the short one of `others` has: a tail without a snapshot. */
const FEW = 199

/** Writes the documents into a data folder through the log itself, without a server. */
export async function writeDocuments(folder: string, edits: number): Promise<Documents> {
  const store = openStore({ folder, now: Date.now, randomBytes, announce: () => undefined, guest: guestFor })
  try {
    const [old, short, young, long] = [newDocumentId(), newDocumentId(), newDocumentId(), newDocumentId()]
    for (const id of [old, short]) store.log.create({ id, person, requestHash: hashOf(id) })
    await typeInto(store, old, edits)
    await typeInto(store, short, FEW)
    const content = store.log.version(old)?.doc ?? emptyDocument()
    for (const id of [young, long]) store.log.create({ id, person, requestHash: hashOf(id), content })
    return { old, young, others: [short, long] }
  } finally {
    store.close()
  }
}

async function typeInto({ log }: Store, document: DocumentId, edits: number): Promise<void> {
  const epoch = log.find(document)?.epoch
  for (let base = 0; base < edits; base += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, edits - base) }, (_, i) => {
      const id = randomBytes(9).toString('base64url')
      const steps = encodeSteps([typedStep(base + i)])
      const names = { id, client: 'bench-old-document', epoch, schema: SCHEMA_VERSION }
      const commit = v.parse(PostCommit, { ...names, base: base + i, steps })
      return log.record({ document, person, commit, requestHash: hashOf(id) })
    })
    const refused = (await Promise.all(group)).find(({ kind }) => kind !== 'recorded')
    if (refused) throw new Error(`a commit was not recorded: ${JSON.stringify(refused)}`)
  }
}

/** The `n`th keystroke of somebody who types on and on, from the beginning of the first paragraph. */
function typedStep(n: number): Step {
  const at = 3 + n + Math.floor(n / PARAGRAPH)
  if (n % PARAGRAPH < PARAGRAPH - 1) {
    const text = schema.text(WORDS.charAt(n % WORDS.length))
    return new ReplaceStep(at, at, new Slice(Fragment.from(text), 0, 0))
  }
  const split = Fragment.fromArray([schema.nodes.paragraph.create(), schema.nodes.paragraph.create()])
  return new ReplaceStep(at, at, new Slice(split, 1, 1))
}

function newDocumentId(): DocumentId {
  return v.parse(DocumentId, randomBytes(16).toString('base64url'))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 18)
}

import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { emptyDocument } from '../../document/schema/schema.ts'
import type { Api } from '../api/http.ts'

/** What making a copy needs from outside. */
export interface CopyDeps {
  readonly api: Api
  readonly client: string
  readonly newCommitId: () => string
}

/** Blocks go in commits of about this many characters of JSON: far from what a request may hold. */
const PIECE_LENGTH = 1_000_000

/** Makes a new document that is exactly `doc`, by the public API. Answers its id; undefined when it was refused. */
export async function copyDocument(
  doc: Node,
  { api, client, newCommitId }: CopyDeps,
): Promise<string | undefined> {
  const made = await api.createDocument({})
  if (made.kind !== 'ok') return undefined
  const { id } = made.value
  const empty = await api.document(id)
  if (empty.kind !== 'ok') return undefined
  let { seq, chain } = empty.value
  for (const step of writingSteps(doc)) {
    const commit = {
      id: newCommitId(),
      client,
      epoch: empty.value.epoch,
      schema: SCHEMA_VERSION,
      base: seq,
      chain,
      steps: [step.toJSON()],
    }
    const answer = await api.commit(id, JSON.stringify(commit))
    if (answer.kind !== 'ok') return undefined
    ;({ seq, chain } = answer.value)
  }
  return id
}

/** Steps that make the empty document this one: the first replaces all of it, the others go on at its end. */
export function writingSteps(doc: Node): ReplaceStep[] {
  const steps: ReplaceStep[] = []
  let piece: Node[] = []
  let length = 0
  let end = 0
  const flush = (): void => {
    const from = steps.length === 0 ? 0 : end
    const to = steps.length === 0 ? emptyDocument().content.size : end
    const content = Fragment.from(piece)
    steps.push(new ReplaceStep(from, to, new Slice(content, 0, 0)))
    end = from + content.size
    piece = []
    length = 0
  }
  doc.forEach((block) => {
    const size = JSON.stringify(block.toJSON()).length
    // The first piece needs a block after the title to be a document.
    if (piece.length > 0 && length + size > PIECE_LENGTH && (steps.length > 0 || piece.length > 1)) flush()
    piece.push(block)
    length += size
  })
  flush()
  return steps
}

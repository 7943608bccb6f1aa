import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import * as v from 'valibot'
import type { Created, DocumentLog } from '../../db/document-log.ts'
import type { StoredFile } from '../../db/files.ts'
import { serverClient } from '../../db/people.ts'
import { encodeSteps } from '../../document/commit/wire-steps.ts'
import { fileUrl } from '../../document/protocol/files.ts'
import { ClientId, CommitId, type DocumentId, type PersonId } from '../../document/protocol/ids.ts'
import { SCHEMA_VERSION } from '../../document/protocol/version.ts'
import { emptyDocument, titleOf } from '../../document/schema/schema.ts'
import { type ReceiveDeps, receiveFile, tooLarge } from '../files/receive-file.ts'
import { Refusal } from '../refusal.ts'
import type { FoundPicture } from './convert-jobs.ts'

/** A document that is to be made of a file with pictures. */
export interface PicturedDocument {
  readonly id: DocumentId
  readonly person: PersonId
  readonly content: Node
  readonly pictures: readonly FoundPicture[]
  readonly requestHash: string
}

/**
 * Makes a document whose pictures are files of its own: a file belongs to a document, so that comes first, empty,
 * then the pictures, then the text as event 1. The same request again goes on where an earlier one was cut off.
 */
export async function createWithPictures(
  deps: ReceiveDeps & { readonly log: DocumentLog },
  { id, person, content, pictures, requestHash }: PicturedDocument,
): Promise<Created> {
  const { log, maxFileBytes } = deps
  // Before there is a document: an empty one would stay behind.
  if (pictures.some(({ bytes }) => bytes.length > maxFileBytes)) throw tooLarge(maxFileBytes)
  const created = log.create({ id, person, requestHash })
  if (created.kind === 'refused') return created
  const kept = new Map<string, StoredFile>()
  for (const [index, { src, type, bytes }] of pictures.entries()) {
    const name = `picture-${index + 1}.${type.slice('image/'.length)}`
    const { file } = await receiveFile(deps, { document: id, person, name, bytes: once(bytes) })
    kept.set(src, file)
  }
  const doc = withFiles(content, kept)
  const empty = emptyDocument()
  const step = new ReplaceStep(0, empty.content.size, new Slice(doc.content, 0, 0))
  const commit = {
    id: v.parse(CommitId, `import-${id}`),
    client: v.parse(ClientId, serverClient(person)),
    epoch: log.find(id)?.epoch ?? '',
    schema: SCHEMA_VERSION,
    base: 0,
    steps: encodeSteps([step]),
  }
  const recorded = await log.record({ document: id, person, commit, requestHash })
  if (recorded.kind === 'refused') throw new Refusal(recorded.code, recorded)
  return { kind: created.kind, title: titleOf(doc), seq: recorded.answer.seq }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** The document with the addresses of kept files in the place of those that stood for them. */
function withFiles(node: Node, kept: ReadonlyMap<string, StoredFile>): Node {
  const file = kept.get(String(node.attrs['src']))
  const content = Fragment.fromArray(node.children.map((child) => withFiles(child, kept)))
  if (!file) return node.isLeaf ? node : node.copy(content)
  const src = fileUrl(file.id, file.name)
  const size = { naturalWidth: file.width, naturalHeight: file.height }
  const attrs = { ...node.attrs, src, ...(node.type.name === 'figure' ? size : {}) }
  return node.type.create(attrs, content, node.marks)
}

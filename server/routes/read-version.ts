import type { DocumentLog, Version } from '../../db/document-log.ts'
import type { DocumentId } from '../../document/protocol/ids.ts'
import { Refusal } from '../refusal.ts'

/** A version of a document that is known to exist, the head when `seq` is left out. */
export function readVersion(log: DocumentLog, id: DocumentId, seq?: number): Version {
  const version = log.version(id, seq)
  if (!version) throw new Refusal('version-not-found')
  return version
}

import type { DocumentLog, LoggedDocument } from '../db/document-log.ts'
import { type DocumentId, type PersonId, parseDocumentId } from '../document/protocol/ids.ts'
import { createFairShare, type FairShare } from './live/fair-share.ts'
import { Refusal } from './refusal.ts'

/** What somebody wants with a document. */
export type Action = 'read' | 'write'

/**
 * The one question every route asks, and every stream before each batch: its answer may change while a stream
 * is open. Cheap, because a stream of many readers asks it for each of them.
 */
export type May = (person: PersonId, document: DocumentId, action: Action) => boolean

/** Today knowing the link is enough for both actions. */
export const mayWithLink: May = () => true

/**
 * The document behind an address, for somebody who may do this with it. Refuses with `not-found` whether the
 * id is ill-formed, unknown or not for this person: the three must look alike.
 */
export type Allow = (person: PersonId, id: string | undefined, action: Action) => LoggedDocument

/** Who has lately read which document: in memory, for those of whom nothing is stored. */
export type Readings = FairShare<DocumentId>

/** Nobody has read anything yet. */
export function createReadings(): Readings {
  return createFairShare({ perPerson: 500, inAll: 100_000 })
}

/** Binds rights to a log. Whoever is allowed to a document has read it, as far as `readings` goes. */
export function createAllow(log: DocumentLog, may: May, readings: Readings): Allow {
  return (person, text, action) => {
    const id = parseDocumentId(text ?? '')
    const document = id && log.find(id)
    if (!document || !may(person, document.id, action)) throw new Refusal('not-found')
    readings.hold(person, document.id)
    return document
  }
}

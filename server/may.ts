import type { DocumentLog, LoggedDocument } from '../db/document-log.ts'
import { type DocumentId, type PersonId, parseDocumentId } from '../document/protocol/ids.ts'
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

/** Binds rights to a log. */
export function createAllow(log: DocumentLog, may: May): Allow {
  return (person, text, action) => {
    const id = parseDocumentId(text ?? '')
    const document = id && log.find(id)
    if (!document || !may(person, document.id, action)) throw new Refusal('not-found')
    return document
  }
}

import type { DocumentLog, LoggedDocument } from '../db/document-log.ts'
import { type DocumentId, type PersonId, parseDocumentId } from '../document/protocol/ids.ts'
import { Refusal } from './refusal.ts'

/** What somebody wants with a document. */
export type Action = 'read' | 'write'

/** The one question every route and stream asks. Today knowing the link is enough for both actions. */
export function may(_person: PersonId, document: LoggedDocument | undefined, _action: Action): boolean {
  return document !== undefined
}

/**
 * The document behind an address, for somebody who may do this with it. Refuses with `not-found` whether the
 * id is ill-formed, unknown or not for this person: the three must look alike.
 */
export type Allow = (person: PersonId, id: string | undefined, action: Action) => LoggedDocument

/** Binds `may` to a log. */
export function createAllow(log: DocumentLog): Allow {
  return (person, text, action) => {
    const id: DocumentId | undefined = parseDocumentId(text ?? '')
    const document = id && log.find(id)
    if (!document || !may(person, document, action)) throw new Refusal('not-found')
    return document
  }
}

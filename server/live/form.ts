import type { DocumentId } from '../../document/protocol/ids.ts'
import { encodeFrame } from '../../document/protocol/sse-frame.ts'

/**
 * How events are written. `single`: for the stream of one document, where durable events carry `id:`.
 * `shared`: for a stream of many, where the data names the document and no event carries `id:`.
 */
export type Form = 'single' | 'shared'

/** An event that is not durable, in a form. `document` is the id as the reader named it. */
export function encodeIn(form: Form, document: string, event: string, data: object): Buffer {
  switch (form) {
    case 'single':
      return Buffer.from(encodeFrame({ event, data }))
    case 'shared':
      return Buffer.from(encodeFrame({ event, data: { document, ...data } }))
  }
}

/** Something that is told to many: encoded once for each form that somebody reads. */
export interface Told {
  in(form: Form): Buffer
}

/** The same bytes for everybody who reads a form. */
export function createTold(document: DocumentId, event: string, data: object): Told {
  const encoded: Partial<Record<Form, Buffer>> = {}
  return {
    in(form) {
      encoded[form] ??= encodeIn(form, document, event, data)
      return encoded[form]
    },
  }
}

import * as v from 'valibot'
import { FileKept } from '../../document/protocol/files.ts'
import type { Answer } from './answer.ts'
import { type BytesToSend, sendBytes } from './send-bytes.ts'

/** A file on its way to a document. */
export interface FileToSend extends Pick<BytesToSend<FileKept>, 'bytes' | 'onPart' | 'signal'> {
  readonly document: string
  readonly name: string
}

/** Brings a file to the server. Never throws: what went wrong is in the answer. */
export type SendFile = (file: FileToSend) => Promise<Answer<FileKept>>

/** By the API. The type says nothing, because the server looks for itself. */
export const sendFile: SendFile = ({ document, name, ...sent }) =>
  sendBytes({
    ...sent,
    url: `/api/documents/${document}/files?name=${encodeURIComponent(name)}`,
    type: 'application/octet-stream',
    read: (body) => v.parse(FileKept, body),
  })

import * as v from 'valibot'
import { ArchiveTaken } from '../../document/protocol/archive.ts'
import type { Answer } from './answer.ts'
import { type BytesToSend, sendBytes } from './send-bytes.ts'

/** Where all my documents come as one zip; a link, so that the browser shows it among its downloads. */
export const ARCHIVE_URL = '/api/archive'

/** Brings an archive back; the answer comes when all of it is read. Sent again under the same id it makes nothing twice. */
export function sendArchive(
  id: string,
  sent: Pick<BytesToSend<ArchiveTaken>, 'bytes' | 'onPart' | 'signal'>,
): Promise<Answer<ArchiveTaken>> {
  return sendBytes({
    ...sent,
    url: `${ARCHIVE_URL}?id=${id}`,
    type: 'application/zip',
    read: (body) => v.parse(ArchiveTaken, body),
  })
}

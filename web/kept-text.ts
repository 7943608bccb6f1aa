import { parseDocument } from '../document/schema/schema.ts'
import { toPlainText } from '../document/text/plain-out.ts'
import { salvageRecord } from './sync/load.ts'
import { fromRecord, type OutboxRecord } from './sync/outbox-record.ts'
import type { OutboxStore, StoredBase } from './sync/outbox-store.ts'

/**
 * What this device has of a document as plain text, unsent work included, for when no server has the document any
 * more. Work that does not fit the copy stands behind it as the words it would have written.
 */
export async function readKeptText(
  store: Pick<OutboxStore, 'list' | 'newestBase'>,
  document: string,
): Promise<string> {
  const [base, stored] = await Promise.all([store.newestBase(document), store.list(document)])
  let text = base ? toPlainText(parseDocument(base.doc)) : ''
  for (const { work } of stored) {
    const whole = base && wholeText(base, work)
    if (whole === undefined)
      text += salvageRecord(work)
        .lost.map((lost) => `\n${lost.text}`)
        .join('')
    else text = whole
  }
  return text
}

/** The copy with the work in it; undefined when the work stands on another version. */
function wholeText({ doc, epoch, chain, seq }: StoredBase, work: OutboxRecord): string | undefined {
  if (work.epoch !== epoch || work.chain !== chain || work.seq !== seq) return undefined
  try {
    return toPlainText(fromRecord(work, parseDocument(doc)).shown)
  } catch {
    return undefined
  }
}

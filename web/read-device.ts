import type { KeptDocument, OutboxStore } from './sync/outbox-store.ts'

/** What this device has of documents. */
export interface DeviceContent {
  /** Documents that are kept here or have unsent work, the latest first. */
  readonly kept: readonly KeptDocument[]
  /** How many changes of a document were not sent yet. */
  readonly unsent: ReadonlyMap<string, number>
}

/** Looks through this device; a browser that has no database has nothing. */
export async function readDevice(store: Pick<OutboxStore, 'list' | 'recent'>): Promise<DeviceContent> {
  const [stored, recent] = await Promise.all([store.list().catch(() => []), store.recent().catch(() => [])])
  const unsent = new Map<string, number>()
  const kept = new Map(recent.map((one) => [one.document, one]))
  for (const { document, at, work } of stored) {
    unsent.set(document, (unsent.get(document) ?? 0) + work.pending.length + work.lost.length)
    if (!kept.has(document)) kept.set(document, { document, title: '', at })
  }
  return { kept: [...kept.values()].sort((a, b) => b.at - a.at), unsent }
}

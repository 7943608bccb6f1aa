import type { DocumentSnapshot } from '../../document/protocol/documents.ts'
import type { RefusalCode } from '../../document/protocol/refusals.ts'
import type { HelloEvent } from '../../document/protocol/stream-events.ts'
import type { Feed, Transport } from '../../web/live/feed.ts'
import { anId, readDocument, type Visitor } from './http.ts'

/** What one page was told by its feed, and where it stands in it. */
export interface FeedPage {
  readonly client: string
  /** In order: `hello`, `down`, `refused`, `reset`, `presence` and the numbers of events. */
  readonly told: readonly (string | number)[]
  readonly transport: () => Transport | undefined
  /** Who is present by the last word about it, this page included. */
  readonly present: () => string[]
  readonly refusal: () => RefusalCode | undefined
  /** Resolves as soon as `holds`; looks again at whatever is told. */
  until(holds: () => boolean): Promise<void>
  /** The numbers of events, in the order they came. */
  seqs(): number[]
  close(): void
}

/** A place to begin at: the head of the document as `visitor` reads it, or an older version. */
export function placeAt(visitor: Visitor, document: string, at?: number): Promise<DocumentSnapshot> {
  return readDocument(visitor, document, at)
}

/** A page that writes down what it is told. */
export function openFeedPage(
  feed: Feed,
  { id, seq, chain, epoch }: Pick<DocumentSnapshot, 'id' | 'seq' | 'chain' | 'epoch'>,
): FeedPage {
  const client = anId()
  const told: (string | number)[] = []
  const present = new Set<string>()
  const waiting = new Set<() => void>()
  let transport: Transport | undefined
  let refusal: RefusalCode | undefined
  const tell = (word: string | number): void => {
    told.push(word)
    for (const look of [...waiting]) look()
  }
  const onPresence = (changed: readonly { client: string }[], left: readonly string[]): void => {
    for (const one of changed) present.add(one.client)
    for (const one of left) present.delete(one)
  }
  const place = feed.subscribe(
    { document: id, client, seq, chain, epoch },
    {
      onHello(hello: HelloEvent, by) {
        transport = by
        present.clear()
        onPresence(hello.present, [])
        tell('hello')
      },
      onEvent(kind, data) {
        const event = data as { seq?: number; changed?: { client: string }[]; left?: string[] }
        if (kind === 'presence') onPresence(event.changed ?? [], event.left ?? [])
        tell(event.seq ?? kind)
      },
      onDown: () => tell('down'),
      onRefused(code) {
        refusal = code
        tell('refused')
      },
    },
  )
  return {
    client,
    told,
    transport: () => transport,
    present: () => [...present],
    refusal: () => refusal,
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    seqs: () => told.filter((word) => typeof word === 'number'),
    close: place.close,
  }
}

/** One document of a shared stream: where the reader stands, what they know there, and who is present. */
export interface Subscription {
  /** The document's id as it was asked for; it need not be one. */
  readonly document: string
  /** The newest event the reader has. */
  readonly seq: number
  /** The chain after event `seq`. */
  readonly chain?: string | undefined
  readonly epoch?: string | undefined
  /** The reader's pages that are present in the document. */
  readonly clients: readonly string[]
}

/** What a list of subscriptions says, or what is wrong with it. */
export type ReadSubscriptions =
  | { readonly kind: 'subscriptions'; readonly subscriptions: Subscription[] }
  | { readonly kind: 'ill-formed'; readonly reason: string }
  | { readonly kind: 'invalid-cursor' }

/** The most documents one shared stream may follow. */
export const MAX_SUBSCRIPTIONS = 100

const MAX_CLIENTS = 100
const ID = /^[A-Za-z0-9_-]{1,64}$/
const FIELDS = 5

/** The value of `?documents=`: `id:seq:chain:epoch:client~client`, entries divided by commas. */
export function writeSubscriptions(subscriptions: readonly Subscription[]): string {
  return subscriptions
    .map(({ document, seq, chain = '', epoch = '', clients }) =>
      [document, seq, chain, epoch, clients.join('~')].join(':').replace(/:+$/, ''),
    )
    .join(',')
}

/** Reads what `writeSubscriptions` wrote; chain, epoch and clients may be empty or, from the right, left out. */
export function readSubscriptions(text: string): ReadSubscriptions {
  const entries = text.split(',')
  if (entries.length > MAX_SUBSCRIPTIONS) return illFormed(`at most ${MAX_SUBSCRIPTIONS} documents`)
  const subscriptions: Subscription[] = []
  const seen = new Set<string>()
  for (const entry of entries) {
    const [document = '', seq = '', chain = '', epoch = '', clients = '', ...more] = entry.split(':')
    if (more.length) return illFormed(`an entry has at most ${FIELDS} fields`)
    if (!ID.test(document)) return illFormed('an entry begins with a document id')
    if (seen.has(document)) return illFormed(`${document} is named twice`)
    if (!/^\d{1,16}$/.test(seq) || !Number.isSafeInteger(Number(seq))) return { kind: 'invalid-cursor' }
    const named = clients === '' ? [] : clients.split('~')
    if (named.length > MAX_CLIENTS) return illFormed(`at most ${MAX_CLIENTS} clients of a document`)
    seen.add(document)
    subscriptions.push({
      document,
      seq: Number(seq),
      chain: chain || undefined,
      epoch: epoch || undefined,
      clients: [...new Set(named)],
    })
  }
  return { kind: 'subscriptions', subscriptions }
}

function illFormed(reason: string): ReadSubscriptions {
  return { kind: 'ill-formed', reason: `documents: ${reason}` }
}

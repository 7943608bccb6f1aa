/** What the witness is told. */
export type ToWitness =
  /** An honest person comes to a new server, and waits are counted from when they have begun to write. */
  | { readonly kind: 'begin'; readonly url: string; readonly pid: number }
  /** The server is being started again on purpose: nobody is held up by that. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'go-on'; readonly pid: number }
  /** What was written is to be acknowledged, and looked for in the document. */
  | { readonly kind: 'end' }

/** What the witness tells. */
export type FromWitness = { readonly kind: 'begun' } | { readonly kind: 'report'; readonly report: Report }

/** What somebody beside an attack saw. Times are milliseconds. */
export interface Report {
  readonly waits: Waits
  readonly peakBytes: number
  readonly honest: Honest
}

/** How long `GET /healthz` took. */
export interface Waits {
  readonly asked: number
  readonly unanswered: number
  /** On the wall's clock. */
  readonly longest: number
  /** Without the time in which the server or the witness was ready and other programs had the cores. */
  readonly longestOwn: number
  /** When that one began and ended, in milliseconds since 1970. */
  readonly longestOwnAt: readonly [from: number, to: number]
}

/** How somebody fared who writes a letter each fifth of a second and follows their own document. */
export interface Honest {
  readonly acknowledged: number
  readonly longestAcknowledgement: number
  readonly longestArrival: number
  /** What was acknowledged and is not in the document, was refused, or came to nobody; undefined when all is well. */
  readonly fault: string | undefined
}

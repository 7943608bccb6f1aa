/** One event of a stream. `id` is the sequence number of a durable event and absent from all others. */
export interface Frame {
  readonly event: string
  readonly data: unknown
  readonly id?: number
}

/** The same with its data made JSON already. */
export interface JsonFrame {
  readonly event: string
  /** One line: JSON escapes line breaks. */
  readonly json: string
  readonly id?: number
}

/**
 * The text of one Server-Sent Event (HTML Standard §9.2.5), data as JSON on one line. Throws when the kind
 * would break the frame; a sequence number and JSON cannot.
 */
export function encodeFrame({ data, ...frame }: Frame): string {
  return encodeJsonFrame({ ...frame, json: JSON.stringify(data) })
}

/** The same for data that is JSON already. */
export function encodeJsonFrame({ event, json, id }: JsonFrame): string {
  if (!/^[a-z][a-z-]*$/.test(event)) throw new RangeError('the kind of an event is lower-case letters')
  const line = id === undefined ? '' : `id: ${id}\n`
  return `${line}event: ${event}\ndata: ${json}\n\n`
}

/** A block that is no event and moves a reader's `Last-Event-ID` (§9.2.6: the id counts without data). */
export function encodeId(id: number): string {
  return `id: ${id}\n\n`
}

/** A block that is no event and tells a reader how long to wait before it reconnects. */
export function encodeRetry(ms: number): string {
  return `retry: ${ms}\n\n`
}

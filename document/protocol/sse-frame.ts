/** One event of a stream. `id` is the sequence number of a durable event and absent from all others. */
export interface Frame {
  readonly event: string
  readonly data: unknown
  readonly id?: number
}

/**
 * The text of one Server-Sent Event (HTML Standard §9.2.5), data as JSON on one line. Throws when the kind
 * would break the frame; a sequence number and JSON cannot.
 */
export function encodeFrame({ event, data, id }: Frame): string {
  if (!/^[a-z][a-z-]*$/.test(event)) throw new RangeError('the kind of an event is lower-case letters')
  const line = id === undefined ? '' : `id: ${id}\n`
  return `${line}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

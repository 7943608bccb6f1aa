import * as v from 'valibot'

/** How many ticks the stream of a connection check has, and how far apart the server sends them. */
export const TICKS = 6
export const TICK_MS = 300

/** The longest silence a connection check may ask for, in seconds. */
export const MAX_SILENCE_S = 60

/** `GET` and `POST /api/connection`: what arrived of the request. '' for a header that did not. */
export const RequestSeen = v.object({
  /** The host the server was called by; a proxy may have put another one than the browser did. */
  host: v.string(),
  forwardedHost: v.string(),
  forwardedProto: v.string(),
  via: v.string(),
  /** The version of HTTP on the last stretch of the way, such as `1.1`. */
  httpVersion: v.string(),
  /** The address that `SAMEPAGE_URL` names, '' without it. */
  ownUrl: v.string(),
})
export type RequestSeen = v.InferOutput<typeof RequestSeen>

/** The `tick` event of `GET /api/connection/stream`; the last one has `n` equal to `of`. */
export const Tick = v.object({ n: v.number(), of: v.number() })
export type Tick = v.InferOutput<typeof Tick>

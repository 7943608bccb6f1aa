import { isRefusalCode, REFUSALS, type RefusalCode } from '../../document/protocol/refusals.ts'

/** An answer that says no. */
export interface Refused {
  readonly kind: 'refused'
  /** 'unknown' when the answer is not from our server: a proxy's error page, say. */
  readonly code: RefusalCode | 'unknown'
  readonly status: number
  /** What `Retry-After` asked for, in milliseconds; a minute at most. */
  readonly retryAfterMs: number | undefined
}

/** No answer at all, or half of one. */
export interface Unreachable {
  readonly kind: 'unreachable'
}

/** What became of a request. */
export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Refused | Unreachable

/** An answer of our own server that says no. */
export type RefusedByUs = Refused & { readonly code: RefusalCode }

/**
 * True for a refusal that will be the same however often it is asked for. What our server did not say was said
 * by something between, such as a proxy, a captive portal or a company's filter; that passes.
 */
export function isFinal(answer: Answer<unknown>): answer is RefusedByUs {
  if (answer.kind !== 'refused' || answer.code === 'unknown') return false
  return REFUSALS[answer.code].retry !== 'after-waiting'
}

/** Whoever asks for more is asked again after this: a person waits, and longer timers fire at once. */
const LONGEST_RETRY_AFTER_MS = 60_000

/** A refusal of ours by its code, or of somebody between as 'unknown'. */
export function toRefusal(response: Pick<Response, 'status' | 'headers'>, text: string): Refused {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds)
    ? Math.min(seconds * 1_000, LONGEST_RETRY_AFTER_MS)
    : undefined
  return { kind: 'refused', code: codeOf(text), status: response.status, retryAfterMs }
}

function codeOf(text: string): Refused['code'] {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown } }
    return isRefusalCode(error?.code) ? error.code : 'unknown'
  } catch {
    return 'unknown'
  }
}

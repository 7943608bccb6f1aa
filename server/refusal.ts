import type { RefusalBody, RefusalCode } from '../document/protocol/refusals.ts'
import { REFUSALS } from '../document/protocol/refusals.ts'

/** What a refusal may say beyond its code. */
export interface RefusalDetails {
  /** Which step of a commit, counted expanded. */
  readonly index?: number | undefined
  /** What exactly is wrong, for the person who wrote the caller. */
  readonly reason?: string | undefined
  /** Finds the cause in the server's log. */
  readonly reference?: string | undefined
  /** When to come again, in seconds, where that is known. */
  readonly waitS?: number | undefined
}

/** The server says no. Thrown at the HTTP edge only and answered by `middleware/errors.ts`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(details.reason ? `${code}: ${details.reason}` : code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

/** A refusal as it goes over the wire: its code, a sentence for people, and what is known beyond. */
export function presentRefusal({ code, details }: Refusal): RefusalBody {
  const { index, reason, reference } = details
  return {
    error: {
      code,
      message: REFUSALS[code].message,
      ...(index === undefined ? {} : { index }),
      ...(reason === undefined ? {} : { reason }),
      ...(reference === undefined ? {} : { reference }),
    },
  }
}

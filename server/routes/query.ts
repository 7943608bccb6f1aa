import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** A query parameter given at most once; undefined when it is absent. Refuses a repeated one. */
export function readQuery(ctx: Pick<Context, 'query'>, name: string): string | undefined {
  const value = ctx.query[name]
  if (Array.isArray(value))
    throw new Refusal('invalid-request', { reason: `${name} is given more than once` })
  return value
}

/** A sequence number as text; undefined when it is not one. */
export function parseSeq(text: string): number | undefined {
  if (!/^\d{1,16}$/.test(text)) return undefined
  const seq = Number(text)
  return Number.isSafeInteger(seq) ? seq : undefined
}

/** `?limit=`: a whole number from 1 to `most`, or `usual` when it is left out. Refuses anything else. */
export function readLimit(ctx: Pick<Context, 'query'>, usual: number, most: number): number {
  const text = readQuery(ctx, 'limit') ?? String(usual)
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > most)
    throw new Refusal('invalid-request', { reason: `limit: a whole number from 1 to ${most}` })
  return limit
}

/** A query parameter that is `true` or absent. Refuses anything else. */
export function readFlag(ctx: Pick<Context, 'query'>, name: string): boolean {
  const value = readQuery(ctx, name)
  if (value !== undefined && value !== 'true')
    throw new Refusal('invalid-request', { reason: `${name} is true or left out` })
  return value === 'true'
}
